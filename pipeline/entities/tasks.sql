-- Tasks of the request boards, in their current column, in the shape that a mapping fills.
-- Grain: system, source_file_id, task_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as task_id, -- task
  null::varchar as parent_task_id, -- task that it is a part of
  null::varchar as customer_id, -- customer: the company's number, or system:id where the system numbers by itself
  null::varchar as name, -- name
  null::varchar as board, -- project that it stands in
  null::varchar as column_label, -- column of the board that it stands in now, as the system calls it
  null::date as created_date, -- day on which it was made
  null::date as completed_date, -- day on which it was marked as done; null while open
  null::date as modified_date, -- day of its last change
  null::date as start_date, -- day on which it is to begin
  null::date as due_date, -- day on which it is to be done
  null::varchar as assignee, -- who is to do it, as the system calls them
  null::varchar as requested_by, -- expert who sent the form
  null::varchar as subject, -- subject of the request
  null::varchar as description, -- description of the request, addresses and phone numbers hashed
  null::varchar as customer_link, -- link to the customer or the opportunity in the CRM
  null::varchar as ticket_link, -- link to the support ticket
  null::varchar as churn_risk_label, -- kind of churn risk, as the form calls it
  null::varchar as no_meeting_reason, -- why no meeting could be made
  null::date as wished_end_date, -- end that the customer wishes
  null::varchar as meeting, -- day of the meeting and account manager, as keyed in
  null::varchar[] as tags, -- tags
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
