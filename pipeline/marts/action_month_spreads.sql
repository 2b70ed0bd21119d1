-- Standard error of the effect of a trial by how much the distance between the arms changes from month to month: what is common
-- to all customers of a unit in a month, and no number of customers averages out. Several starts are not independent: their
-- errors are added as they are.
-- Grain: trial_id, outcome, analysis
with
  months as (
    select
      windows.trial_id,
      months.outcome,
      windows.analysis,
      windows.first_month,
      months.month,
      months.month >= windows.after_from as is_after,
      sum(if (cohorts.is_exposed, months.events, 0)) / nullif(sum(if (cohorts.is_exposed, months.customers, 0)), 0) - sum(if (cohorts.is_exposed, 0, months.events)) / nullif(sum(if (cohorts.is_exposed, 0, months.customers)), 0) as distance
    from
      marts.action_windows as windows
      join marts.action_cohorts as cohorts on cohorts.trial_id = windows.trial_id
      and cohorts.first_month = windows.first_month
      join marts.action_months as months on months.trial_id = cohorts.trial_id
      and months.unit_value = cohorts.unit_value
      and months.month >= windows.before_from
      and months.month < windows.after_until
      and (
        months.month < windows.before_until
        or months.month >= windows.after_from
      )
    group by
      windows.trial_id,
      months.outcome,
      windows.analysis,
      windows.first_month,
      months.month,
      months.month >= windows.after_from
  ),
  sides as (
    select
      trial_id,
      outcome,
      analysis,
      first_month,
      is_after,
      list(
        distance
        order by
          month
      ) filter(
        where
          distance is not null
      ) as distances
    from
      months
    group by
      trial_id,
      outcome,
      analysis,
      first_month,
      is_after
  ),
  spreads as (
    select
      trial_id,
      outcome,
      analysis,
      first_month,
      sum(len(distances))::bigint - 2 as degrees,
      ordered_sum (
        list_sum(list_transform(distances, lambda distance: pow(distance - list_sum(distances) / len(distances), 2))),
        is_after
      ) as squares,
      ordered_sum (1 / len(distances), is_after) as per_month
    from
      sides
    group by
      trial_id,
      outcome,
      analysis,
      first_month
    having
      count(*) = 2
      and min(len(distances)) > 1
  )
select
  contrasts.trial_id, -- trial
  contrasts.outcome, -- motive or churn
  contrasts.analysis, -- effect, without_last, or a placebo date
  min(spreads.degrees) as degrees, -- degrees of freedom, of the shortest start
  ordered_sum (
    contrasts.weight * sqrt(spreads.squares / spreads.degrees * spreads.per_month),
    contrasts.first_month
  ) as se -- standard error
from
  marts.action_contrasts as contrasts
  join spreads using (trial_id, outcome, analysis, first_month)
group by
  contrasts.trial_id,
  contrasts.outcome,
  contrasts.analysis
