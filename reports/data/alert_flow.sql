-- From alerts to cases to outcomes with the days that it took, by all that the page can be filtered by: alerts of churn risks and
-- red alerts whose customer is known.
-- Grain: month, brand, value_band, kind, case_state, outcome, case_days, outcome_days
with
  followed as (
    select
      cuts.month,
      cuts.brand,
      cuts.value_band,
      cases.kind,
      case
        when cases.case_id is null then 'none'
        when cases.was_open then 'existing'
        else 'new'
      end as case_state,
      coalesce(cases.outcome, 'none') as outcome,
      cases.case_delay_days,
      cases.outcome_delay_days
    from
      marts.alert_cases as cases
      join marts.alert_cuts as cuts on cuts.alert_id = cases.alert_id
  )
select
  month, -- month in which they were raised
  brand, -- brand
  value_band, -- band of the parc of the customer
  kind, -- churn_risk or red_alert
  case_state, -- case of the alert: new, existing or none
  outcome, -- outcome of the case; none without a case
  coalesce(case_delay_days::varchar, 'none') as case_days, -- days from the alert to the case; none without one
  coalesce(outcome_delay_days::varchar, 'none') as outcome_days, -- days from the case to its outcome; none while open
  count(*)::integer as alerts -- alerts
from
  followed
group by
  month,
  brand,
  value_band,
  kind,
  case_state,
  outcome,
  case_delay_days,
  outcome_delay_days
order by
  month,
  brand,
  value_band,
  kind,
  case_state,
  outcome,
  case_delay_days,
  outcome_delay_days
