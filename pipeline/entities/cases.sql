-- Churn risks, churn requests and downsells as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, case_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as case_id, -- case
  null::varchar as customer_id, -- customer
  null::varchar as brand, -- brand
  null::varchar as kind_label, -- what the customer wants, as the system calls it
  null::varchar as stage, -- stage of the pipeline, as the system calls it
  null::varchar as status_label, -- status, as the system calls it
  null::timestamptz as opened_at, -- when it was opened
  null::timestamptz as closed_at, -- when it was closed; null while open
  null::varchar as outcome_label, -- outcome, as the system calls it
  null::varchar as first_channel_label, -- channel that received the request, as the system calls it
  null::varchar as owner_seller_id, -- seller who owns it
  null::varchar as owner_name, -- name of who owns it, where the system gives no code
  null::bigint as amount_at_risk_cents, -- amount at risk, as keyed in (cents)
  null::bigint as mrr_cents, -- monthly amount at risk, as keyed in (cents)
  null::bigint as parc_at_risk_cents, -- parc at risk, as keyed in (cents a year)
  null::varchar as order_id, -- order that it is about
  null::boolean as letter_received, -- whether a letter was received
  null::date as fiscal_churn_received_on, -- day on which the letter was received
  null::date as ped, -- day on which the loss takes effect
  null::date as engagement_date, -- day since which the customer is engaged, as noted
  null::varchar as case_origin, -- origin, as the system calls it
  null::varchar as competitor, -- competitor named
  null::varchar as missing_feature, -- feature said to be missing
  null::boolean as has_note, -- whether somebody wrote a note on it; null where the export has no notes
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
