-- Cases of customers who answer nobody while being onboarded: those ended as not to be recovered, and those still open after
-- an attempt, with the days between which they may be ended.
-- Grain: case_id
select
  cases.case_id, -- case
  cases.closed_date, -- day on which it was ended; null while open
  silences.first_attempt_date, -- day of the first attempt since the last answer; null when no attempt is known
  silences.first_attempt_date + parameter_on ('ghost.min_days', silences.first_attempt_date)::integer as earliest_date, -- first day on which it may be ended
  silences.first_attempt_date + parameter_on ('ghost.max_days', silences.first_attempt_date)::integer as overdue_date -- last day on which it should be
from
  marts.handled_cases as cases
  left join marts.case_silences as silences on silences.case_id = cases.case_id
where
  cases.kind <> 'churn_request'
  and (
    cases.outcome = 'prechurn_lost'
    or (
      cases.is_in_onboarding
      and cases.closed_date is null
      and silences.first_attempt_date is not null
    )
  )
