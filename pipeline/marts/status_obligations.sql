-- What the status of a case promises. Where cases have statuses: an assigned one an attempt (T1) and a task (T2), one in
-- progress a meeting or a talk (T3), and a task once the meeting has passed (T4), a closed one an outcome (T5). Where they
-- move through a pipeline: a customer who did not come to the meeting stands under "No answer" (W1), with a task (W2). Tasks
-- of the customer system and the attendance of meetings are not exported: a task of a board counts, its absence says nothing.
-- Grain: rule, subject_kind, subject_id
with
  states as (
    select
      cases.*,
      followed.* exclude (case_id),
      runs.as_of,
      (
        select
          count(case_id)
        from
          staging.contacts
      ) = 0 as has_no_log
    from
      marts.handled_cases as cases
      join marts.followed_cases as followed on followed.case_id = cases.case_id
      cross join meta.run as runs
  ),
  promises as (
    select
      *,
      unnest(
        case
          when has_pipeline
          and stage = 'no_answer' then ['W1', 'W2']
          when has_pipeline
          and stage = 'meeting_planned'
          and meeting_date < as_of then ['W1']
          when has_pipeline then []
          when status = 'assigned' then ['T1', 'T2']
          when status = 'in_progress'
          and meeting_date < as_of then ['T3', 'T4']
          when status = 'in_progress' then ['T3']
          when status = 'closed' then ['T5']
          else []
        end
      ) as rule
    from
      states
  ),
  judged_promises as (
    select
      *,
      case
        when rule = 'T4'
        or rule = 'W1'
        and stage = 'meeting_planned' then meeting_date
        when rule = 'T5' then closed_date
        else status_date
      end as trigger_date,
      case
        when rule = 'T1' then attempt_date
        when rule in ('T2', 'T4', 'W2')
        and task_date <= trigger_date then task_date
        when rule = 'T3'
        and (
          has_answer
          or meeting_date is not null
        ) then trigger_date
        when rule = 'T5'
        and outcome <> 'unknown' then trigger_date
        when rule = 'W1'
        and stage = 'no_answer' then trigger_date
      end as done_date
    from
      promises
  )
select
  rule, -- T1 to T5, W1 or W2
  'case' as subject_kind, -- a case
  case_id as subject_id, -- case
  customer_id, -- customer
  brand, -- brand
  owner_seller_id, -- seller who owns the case
  owner_name, -- name of the owner
  case_id, -- case
  order_id, -- order that it is about
  case
    when rule = 'T4'
    or rule = 'W1'
    and stage = 'meeting_planned' then 'letters.appointment_date'
    when rule = 'T5' then 'cases.closed_at'
    else 'cases.status'
  end as trigger_field, -- field that tells the day of the trigger
  trigger_date, -- day since which the case has the status, of its meeting, or of its end
  null::date as earliest_date, -- a status forbids nothing
  trigger_date as deadline_date, -- the status says that it has been done
  'same_day' as computation, -- formula of the deadline
  case rule
    when 'T1' then 'contacts.at'
    when 'T3' then 'letters.appointment_date'
    when 'T5' then 'cases.outcome'
    when 'W1' then 'cases.stage'
    else 'tasks.created_date'
  end as done_field, -- field that tells when it was done
  done_date, -- day on which it was done; null when nothing tells of it
  null::varchar as expected_value, -- no duty about a value
  if (rule = 'T5', outcome_label, null) as observed_value, -- outcome of a closed case, as the system calls it
  case
    when done_date is not null
    or rule = 'T5' then null
    when rule = 'T1' then if (has_no_log, 'contacts.case_id', null)
    when rule = 'T3' then 'meetings.at'
    when rule = 'W1' then 'meetings.was_attended'
    else 'tasks.case_id'
  end as missing_field, -- what is not delivered; null when nothing
  at_stake_cents, -- parc at risk (cents a year)
  source_file_id, -- file that the case was read from
  source_line -- line of that file
from
  judged_promises
