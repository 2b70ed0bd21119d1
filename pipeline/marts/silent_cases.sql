-- Churn risks of customers who do not answer, with the days between which they may be given up: those given up, those
-- still open after an attempt, and those that were neither when the last day had come. A customer who wrote a letter
-- (D5) or is being onboarded (D6) has rules of his own.
-- Grain: case_id
with
  risks as (
    select
      cases.case_id,
      cases.outcome,
      cases.closed_date,
      silences.first_attempt_date,
      silences.first_attempt_date + parameter_on ('ghost.min_days', silences.first_attempt_date)::integer as earliest_date,
      silences.first_attempt_date + parameter_on ('ghost.max_days', silences.first_attempt_date)::integer as overdue_date
    from
      marts.handled_cases as cases
      left join marts.case_silences as silences on silences.case_id = cases.case_id
    where
      cases.kind = 'potential_churn'
      and cases.outcome <> 'prechurn_lost'
      and cases.letter_received is distinct from true
      and cases.fiscal_churn_received_on is null
      and not (
        cases.is_in_onboarding
        and cases.closed_date is null
      )
  )
select
  case_id, -- case
  outcome = 'ghost' as is_given_up, -- whether it was passed as ghost
  closed_date, -- day on which it ended, given up or not; null while open
  first_attempt_date, -- day of the first attempt since the last answer; null when no attempt is known
  earliest_date, -- first day on which it may be given up
  overdue_date -- last day on which it should be
from
  risks
where
  outcome = 'ghost'
  or first_attempt_date is not null
  and coalesce(closed_date > overdue_date, true)
