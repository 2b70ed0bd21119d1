-- Effect of a trial as a difference in differences, in events a customer-month: by how much more the rate of the exposed has
-- changed than that of the compared, over all its starts. Its interval is the widest of two: by chance alone, and by how units
-- differ (several in each arm), else by how months differ. Placebo dates, on which nothing began, are judged in the same way.
-- Grain: trial_id, outcome, analysis
with
  effects as (
    select
      trial_id,
      outcome,
      analysis,
      count(*) as starts,
      sum(exposed_units)::bigint as exposed_units,
      max(compared_units) as compared_units,
      min(before_months) as before_months,
      min(after_months) as after_months,
      sum(exposed_before_customers)::bigint as exposed_before_customers,
      sum(exposed_before_events)::bigint as exposed_before_events,
      sum(exposed_after_customers)::bigint as exposed_after_customers,
      sum(exposed_after_events)::bigint as exposed_after_events,
      sum(compared_before_customers)::bigint as compared_before_customers,
      sum(compared_before_events)::bigint as compared_before_events,
      sum(compared_after_customers)::bigint as compared_after_customers,
      sum(compared_after_events)::bigint as compared_after_events,
      ordered_sum (
        weight * difference_in_differences (
          exposed_before_events,
          exposed_before_customers,
          exposed_after_events,
          exposed_after_customers,
          compared_before_events,
          compared_before_customers,
          compared_after_events,
          compared_after_customers
        ),
        first_month
      ) as effect,
      -- Starts share those compared with them: their errors are added as they are.
      sqrt(
        ordered_sum (
          pow(weight, 2) * (
            share_variance (exposed_before_events, exposed_before_customers) + share_variance (exposed_after_events, exposed_after_customers)
          ),
          first_month
        ) + pow(
          ordered_sum (
            weight * sqrt(
              share_variance (compared_before_events, compared_before_customers) + share_variance (compared_after_events, compared_after_customers)
            ),
            first_month
          ),
          2
        )
      ) as chance_se
    from
      marts.action_contrasts
    group by
      trial_id,
      outcome,
      analysis
  ),
  rules as (
    select
      1 - parameter ('action.level') as share,
      parameter ('action.least_units') as least_units
  ),
  spreads as (
    select
      effects.*,
      units.se as unit_se,
      months.se as month_se,
      coalesce(units.units >= rules.least_units, false) as has_units,
      parameter ('wilson.z') * effects.chance_se as chance_width,
      case
        when units.units >= rules.least_units then student_quantile (rules.share, units.degrees) * units.se
        else student_quantile (rules.share, months.degrees) * months.se
      end as spread_width
    from
      effects
      cross join rules
      left join marts.action_unit_spreads as units using (trial_id, outcome, analysis)
      left join marts.action_month_spreads as months using (trial_id, outcome, analysis)
  )
select
  trial_id, -- trial
  outcome, -- motive: asks to leave and mentions the motive aimed at; churn: is lost
  analysis, -- effect, without_last, or placebo_1 and so on
  starts, -- starts of the action that could be compared
  exposed_units, -- units exposed
  compared_units, -- units compared with them, at most
  before_months, -- months before, of the shortest start
  after_months, -- months after, of the shortest start
  exposed_before_customers, -- customer-months at risk before, exposed
  exposed_before_events, -- of these, with the outcome
  exposed_after_customers, -- after, exposed
  exposed_after_events, -- of these, with the outcome
  compared_before_customers, -- before, compared; once for each start
  compared_before_events, -- of these, with the outcome
  compared_after_customers, -- after, compared
  compared_after_events, -- of these, with the outcome
  effect, -- change of the exposed less that of the compared, in events a customer-month
  chance_se, -- standard error by chance alone
  unit_se, -- standard error by how units differ; null where an arm has one
  month_se, -- standard error by how months differ
  case
    when coalesce(spread_width, 0) <= chance_width then 'chance'
    when has_units then 'units'
    else 'months'
  end as spread, -- which of them the interval goes by
  effect - greatest(chance_width, coalesce(spread_width, 0)) as low, -- lower bound of the 95 % interval
  effect + greatest(chance_width, coalesce(spread_width, 0)) as high -- upper bound
from
  spreads
