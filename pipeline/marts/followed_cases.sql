-- What is known of the work on each case: since when it stands where it stands, the first attempt to reach the customer, the
-- last meeting that the follow file of letters names, whether the customer took part, and the task that a board holds.
-- Grain: case_id
with
  statuses as (
    select
      cases.case_id,
      max(local_date (events.at)) as status_date
    from
      marts.handled_cases as cases
      join staging.case_events as events on events.case_id = cases.case_id
      and events.field in ('status', 'stage')
    group by
      cases.case_id
  ),
  contacts as (
    select
      contacts.case_id,
      min(local_date (contacts.at)) filter(contacts.direction = 'outbound') as attempt_date,
      count_if(contacts.direction = 'inbound') as answers
    from
      staging.contacts
    where
      contacts.case_id is not null
      and not coalesce(contacts.is_automatic, false)
    group by
      contacts.case_id
  ),
  meetings as (
    select
      cases.case_id,
      max(letters.appointment_date) as meeting_date
    from
      marts.handled_cases as cases
      join staging.letters on letters.customer_id = cases.customer_id
      and letters.appointment_date >= cases.opened_date
    group by
      cases.case_id
  ),
  tasks as (
    select
      cases.case_id,
      min(tasks.created_date) as task_date
    from
      marts.handled_cases as cases
      join staging.tasks on tasks.customer_id = cases.customer_id
      and tasks.created_date >= cases.opened_date
    group by
      cases.case_id
  )
select
  cases.case_id, -- case
  coalesce(statuses.status_date, cases.changed_date) as status_date, -- day since which it stands there; of its last change when no history tells it
  contacts.attempt_date, -- day of the first call or message of a person that names the case; null when none does
  coalesce(contacts.answers, 0) > 0 as has_answer, -- whether a contact of the customer names it
  meetings.meeting_date, -- day of the last meeting; null when no system tells of one
  tasks.task_date -- day on which the first task about the customer was made since; null when the boards hold none
from
  marts.handled_cases as cases
  left join statuses on statuses.case_id = cases.case_id
  left join contacts on contacts.case_id = cases.case_id
  left join meetings on meetings.case_id = cases.case_id
  left join tasks on tasks.case_id = cases.case_id
