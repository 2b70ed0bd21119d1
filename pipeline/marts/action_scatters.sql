-- How much more units scatter from month to month before a trial than customers drawn by chance would: Pearson's chi-square of
-- units by months, by its degrees of freedom. What a trial can show shrinks by as much.
-- Grain: trial_id, outcome
with
  cells as (
    select
      months.trial_id,
      months.outcome,
      months.unit_value,
      months.month,
      months.events,
      sum(months.events) over of_unit * months.customers / sum(months.customers) over of_unit * (sum(months.events) over of_month / sum(months.customers) over of_month) / (sum(months.events) over whole / sum(months.customers) over whole) as expected
    from
      marts.action_months as months
      join marts.action_arms as arms on arms.trial_id = months.trial_id
      and arms.outcome = months.outcome
      and arms.month = months.month
      and arms.is_baseline
    where
      months.customers > 0
    window
      of_unit as (
        partition by
          months.trial_id,
          months.outcome,
          months.unit_value
      ),
      of_month as (
        partition by
          months.trial_id,
          months.outcome,
          months.month
      ),
      whole as (
        partition by
          months.trial_id,
          months.outcome
      )
  )
select
  trial_id, -- trial
  outcome, -- motive or churn
  count(distinct unit_value) as units, -- units
  count(distinct month) as months, -- months before
  ordered_sum (pow(events - expected, 2) / expected, unit_value || month) / nullif((count(distinct unit_value) - 1) * (count(distinct month) - 1), 0) as scatter -- 1 when they scatter as chance would have it; null where nothing can be compared
from
  cells
where
  expected > 0
group by
  trial_id,
  outcome
