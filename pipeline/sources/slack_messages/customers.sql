-- Contacts of the CRM that Slack messages link to; an NPS answer also gives the address of the one who answered.
-- Grain: source_file_id, customer_id
select
  'slack_messages' as system, -- system that delivered the row
  customer_id, -- contact of the CRM
  arg_max(customer_email_hash, alerts.at) as email_hash, -- keyed hash of the e-mail address of the last answer
  min(alerts.at) as recorded_at, -- when the first message about it was written
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which it stands
  extracted_date -- day on which the file was extracted
from
  slack_messages.alerts as alerts
where
  customer_id is not null
group by
  customer_id,
  source_file_id,
  extracted_date
