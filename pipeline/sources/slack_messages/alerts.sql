-- Slack messages as alerts: three kinds are recognised by their text, every other message is kept as other. A red alert
-- names a shop and no contact: its customer is not looked for by that name.
-- Grain: source_file_id, alert_id
select
  'slack_messages' as system, -- system that delivered the row
  channel || '/' || ts as alert_id, -- channel and message
  'zendesk_sell:' || alert_contact_id (searched_text) as customer_id, -- contact of the CRM that the message links to
  if (alert_kind (searched_text) = 'nps', alert_email_hash (searched_text), null) as customer_email_hash, -- address of the customer who answered
  alert_contact_id (searched_text) as contact_id, -- contact of the CRM that the message links to
  if (alert_kind (searched_text) = 'red_alert', alert_shop (searched_text), null) as shop_name, -- shop that meets a competitor
  alert_kind (searched_text) as kind, -- churn_risk, red_alert, nps or other
  texts.at, -- when it was written
  if (alert_kind (searched_text) = 'nps', alert_score (searched_text), null) as score, -- score, 0 to 10
  if (alert_kind (searched_text) = 'nps', 10, null) as score_scale, -- best score that could be given
  if (alert_kind (searched_text) = 'red_alert', alert_reason (searched_text), null) as competitor, -- competitor or words
  if (alert_kind (searched_text) = 'red_alert', alert_appointment_at (searched_text), null) as appointment_at, -- when the competitor meets the customer
  nullif(raw_text, '') as raw_text, -- all that it says
  coalesce(
    flatten(list_transform(reactions, lambda sign: list_transform(sign.users, lambda person: sign.name))),
    []
  ) as reaction_labels, -- signs below it, one for each person
  coalesce(flatten(list_transform(reactions, lambda sign: sign.users)), []) as reacted_by, -- who put each of them there
  channel as source_channel, -- channel that it was posted in
  texts.at as recorded_at, -- when it was written
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  slack_messages.texts as texts
