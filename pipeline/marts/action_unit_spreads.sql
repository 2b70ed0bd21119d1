-- Standard error of the effect of a trial by how much its units differ (cluster-robust): what each unit adds to the effect,
-- squared and summed in each arm, times n/(n − means): the compared have one mean, the exposed one for each start. Only where both arms
-- have more units than means.
-- Grain: trial_id, outcome, analysis
with
  shares as (
    select
      cells.trial_id,
      cells.outcome,
      cells.analysis,
      cells.unit_value,
      cells.is_exposed,
      cells.first_month,
      contrasts.weight * (
        (
          cells.after_events - cells.after_customers * if (
            cells.is_exposed,
            contrasts.exposed_after_events / contrasts.exposed_after_customers,
            contrasts.compared_after_events / contrasts.compared_after_customers
          )
        ) / if (cells.is_exposed, contrasts.exposed_after_customers, contrasts.compared_after_customers) - (
          cells.before_events - cells.before_customers * if (
            cells.is_exposed,
            contrasts.exposed_before_events / contrasts.exposed_before_customers,
            contrasts.compared_before_events / contrasts.compared_before_customers
          )
        ) / if (cells.is_exposed, contrasts.exposed_before_customers, contrasts.compared_before_customers)
      ) as influence
    from
      marts.action_cells as cells
      join marts.action_contrasts as contrasts using (trial_id, outcome, analysis, first_month)
  ),
  -- A unit that is compared in several starts counts once, with all that it adds.
  units as (
    select
      trial_id,
      outcome,
      analysis,
      is_exposed,
      unit_value,
      min(first_month) as first_month,
      ordered_sum (influence, first_month) as influence
    from
      shares
    group by
      trial_id,
      outcome,
      analysis,
      is_exposed,
      unit_value
  ),
  arms as (
    select
      trial_id,
      outcome,
      analysis,
      is_exposed,
      count(*) as units,
      if (is_exposed, count(distinct first_month), 1) as means,
      if (
        count(*) > means,
        ordered_sum (influence * influence, unit_value) * count(*) / (count(*) - means),
        null
      ) as variance
    from
      units
    group by
      trial_id,
      outcome,
      analysis,
      is_exposed
  )
select
  trial_id, -- trial
  outcome, -- motive or churn
  analysis, -- effect, without_last, or a placebo date
  min(units) as units, -- units of the smaller arm
  sum(units - means)::bigint as degrees, -- degrees of freedom
  sqrt(min(variance) + max(variance)) as se -- standard error; null where an arm has one unit
from
  arms
group by
  trial_id,
  outcome,
  analysis
having
  count(*) = 2
  and count(variance) = 2
