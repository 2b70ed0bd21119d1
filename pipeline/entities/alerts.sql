-- Alerts about customers: churn risks, meetings with competitors, NPS answers and all other messages of an alert channel,
-- in the shape that a mapping fills.
-- Grain: system, source_file_id, alert_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as alert_id, -- alert
  null::varchar as customer_id, -- customer: the company's number, or system:id where the system numbers by itself
  null::varchar as customer_email_hash, -- keyed hash of the e-mail address that the alert names
  null::varchar as contact_id, -- contact of the CRM that the alert links to
  null::varchar as shop_name, -- shop, as the alert calls it
  null::varchar as brand, -- brand
  null::varchar as kind, -- churn_risk, red_alert, nps or other
  null::timestamptz as at, -- when it was raised
  null::integer as score, -- NPS score
  null::integer as score_scale, -- best score that could be given
  null::varchar as competitor, -- competitor or reason named
  null::timestamptz as appointment_at, -- when the competitor meets the customer
  null::varchar as raw_text, -- text of the alert, addresses and phone numbers hashed
  null::varchar[] as reaction_labels, -- signs that people have put below it; null where nobody can
  null::varchar[] as reacted_by, -- who put each of them there, as the system calls them
  null::varchar as source_channel, -- channel that it was posted in
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
