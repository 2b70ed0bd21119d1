-- Each start of a trial by itself: customer-months and outcomes of both arms, before and after, and its share in the trial,
-- which goes by what is exposed. A start beside which nothing is untouched says nothing and is not here.
-- Grain: trial_id, outcome, analysis, first_month
with
  arms as (
    select
      trial_id,
      outcome,
      analysis,
      first_month,
      any_value(before_months) as before_months,
      any_value(after_months) as after_months,
      count_if(is_exposed)::bigint as exposed_units,
      count_if(not is_exposed)::bigint as compared_units,
      sum(if (is_exposed, before_customers, 0)) as exposed_before_customers,
      sum(if (is_exposed, before_events, 0)) as exposed_before_events,
      sum(if (is_exposed, after_customers, 0)) as exposed_after_customers,
      sum(if (is_exposed, after_events, 0)) as exposed_after_events,
      sum(if (is_exposed, 0, before_customers)) as compared_before_customers,
      sum(if (is_exposed, 0, before_events)) as compared_before_events,
      sum(if (is_exposed, 0, after_customers)) as compared_after_customers,
      sum(if (is_exposed, 0, after_events)) as compared_after_events
    from
      marts.action_cells
    group by
      trial_id,
      outcome,
      analysis,
      first_month
  )
select
  trial_id, -- trial
  outcome, -- motive or churn
  analysis, -- effect, without_last, or a placebo date
  first_month, -- first month that counts as exposed
  before_months, -- months before
  after_months, -- months after
  exposed_units, -- units exposed
  compared_units, -- units compared with them
  exposed_before_customers::bigint as exposed_before_customers, -- customer-months at risk before, exposed
  exposed_before_events::bigint as exposed_before_events, -- of these, with the outcome
  exposed_after_customers::bigint as exposed_after_customers, -- after, exposed
  exposed_after_events::bigint as exposed_after_events, -- of these, with the outcome
  compared_before_customers::bigint as compared_before_customers, -- before, compared
  compared_before_events::bigint as compared_before_events, -- of these, with the outcome
  compared_after_customers::bigint as compared_after_customers, -- after, compared
  compared_after_events::bigint as compared_after_events, -- of these, with the outcome
  exposed_after_customers / sum(exposed_after_customers) over (
    partition by
      trial_id,
      outcome,
      analysis
  ) as weight -- share of this start in the trial
from
  arms
where
  least(
    exposed_before_customers,
    exposed_after_customers,
    compared_before_customers,
    compared_after_customers
  ) > 0
