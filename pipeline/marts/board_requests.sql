-- Requests of the board that took the place of the alert channel: tasks that a form filled, or that tell an alert. Tasks that
-- account managers set themselves are none.
-- Grain: task_id
with
  texts as (
    select
      *,
      alert_kind (concat_ws(chr(10), name, description)) as text_kind,
      concat_ws(chr(10), name, description) as text,
      (requested_by is not null)::integer + (subject is not null)::integer + (customer_link is not null)::integer + (
        nullif(description, '') is not null
        and subject is not null
      )::integer + (ticket_link is not null)::integer as filled_fields
    from
      staging.tasks
  )
select
  texts.system, -- system that delivered the task
  texts.task_id, -- task
  texts.customer_id, -- customer
  if (texts.text_kind = 'other', coalesce(kinds.value, 'other'), texts.text_kind) as kind, -- churn_risk, red_alert, nps or other: by its text, else by its subject
  texts.created_date, -- day on which it came
  alert_score (texts.text) as score, -- NPS score
  alert_shop (texts.text) as shop_name, -- shop, as the alert calls it
  alert_reason (texts.text) as reason, -- competitor or words of a red alert
  alert_appointment_at (texts.text) as appointment_at, -- when the competitor meets the customer
  texts.board, -- boards that it stands in
  texts.board_column, -- new_request, waiting, done or unknown
  texts.due_date, -- day on which it is due
  texts.completed_date, -- day on which it was marked as done; null while open
  texts.meeting, -- day of the meeting and account manager, as keyed in
  keyed_in_date (regexp_extract(texts.meeting, '\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2}')) as meeting_date, -- day of the meeting
  if (
    nullif(trim(texts.meeting), '') is not null,
    coalesce(texts.completed_date, texts.modified_date, texts.created_date),
    null
  ) as meeting_made_date, -- day by which it was made; null while there is none
  if (
    texts.board_column = 'done',
    coalesce(texts.completed_date, texts.modified_date, texts.created_date),
    null
  ) as resolved_date, -- day by which it stood as done
  texts.assignee, -- who is to do it
  texts.subject is not null
  or texts.requested_by is not null as has_form, -- whether the form of the support filled it
  texts.requested_by is not null as has_expert, -- mandatory field: name of the expert
  texts.subject is not null as has_subject, -- mandatory field: subject
  texts.customer_link is not null as has_customer_link, -- mandatory field: link to the customer or the opportunity
  nullif(texts.description, '') is not null
  and texts.subject is not null as has_description, -- mandatory field: description
  texts.ticket_link is not null as has_ticket_link, -- mandatory field: link to the support ticket
  texts.filled_fields, -- mandatory fields that are filled, of 5
  texts.filled_fields = 5 as is_complete, -- whether all are
  texts.source_file_id, -- file that the row was read from
  texts.source_line -- line of that file
from
  texts
  left join labels_of ('request_kind') as kinds on kinds.label_key = label_key (texts.subject)
where
  texts.requested_by is not null
  or texts.subject is not null
  or texts.text_kind <> 'other'
