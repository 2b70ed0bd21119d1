-- Every duty is in one class, by a rule and a formula that are known; its deadline does not come before its trigger, it is
-- pending only while there is time, and it is not to be computed exactly when something is missing.
-- Grain: problem, obligation_id
with
  problems as (
    select
      case
        when status is null
        or status not in ('met', 'late', 'missing', 'pending', 'early_breach', 'not_computable') then 'status that has no name'
        when (status = 'not_computable') <> (missing_field is not null) then 'missing field and status disagree'
        when status <> 'not_computable'
        and deadline_date is null then 'no deadline and nothing missing'
        when deadline_date < trigger_date then 'deadline before its trigger'
        when earliest_date > deadline_date then 'allowed only after the deadline'
        when status = 'pending'
        and deadline_date < runs.as_of then 'pending after its deadline'
        when status in ('pending', 'missing')
        and done_date is not null then 'done and not done'
        when computation is null
        or computation not in (
          'none',
          'month_end',
          'next_month_end',
          'same_day_next_month',
          'days_after',
          'anniversary',
          'fixed_days',
          'first_of_month',
          'first_of_next_month',
          'anchored_month_after_anniversary',
          'same_day',
          'before_appointment',
          'before_ghost'
        ) then 'formula that has no name'
      end as problem,
      obligation_id
    from
      marts.obligations
      cross join meta.run as runs
  )
select
  problem, -- what is wrong
  obligation_id -- duty
from
  problems
where
  problem is not null
