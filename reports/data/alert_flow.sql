-- From alerts to cases to outcomes, with the median delays: alerts of churn risks and red alerts whose customer is known, of the
-- last twelve months of them.
-- Grain: kind, case_state, outcome
with
  recent as (
    select
      cases.*,
      case
        when cases.case_id is null then 'none'
        when cases.was_open then 'existing'
        else 'new'
      end as case_state
    from
      marts.alert_cases as cases
      cross join (
        select
          max(alert_date) as last_date
        from
          marts.alert_cases
      ) as ends
    where
      cases.alert_date > add_months (ends.last_date, -12)
  )
select
  kind, -- churn_risk or red_alert
  case_state, -- case of the alert: new, existing or none
  coalesce(outcome, 'none') as outcome, -- outcome of the case; none without a case
  count(*)::bigint as alerts, -- alerts
  median(case_delay_days)::double as case_delay_days, -- days from the alert to the case, median
  median(outcome_delay_days)::double as outcome_delay_days -- days from the case to its outcome, median; null while open
from
  recent
group by
  kind,
  case_state,
  coalesce(outcome, 'none')
order by
  kind,
  case_state,
  outcome
