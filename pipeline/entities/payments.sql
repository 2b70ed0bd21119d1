-- Payments of customers as systems deliver them, in the shape that a mapping fills. Banks know no VAT: these amounts have
-- it in them, and are never added to any other.
-- Grain: system, source_file_id, payment_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as payment_id, -- payment
  null::varchar as customer_id, -- customer who pays
  null::date as charged_date, -- day on which the customer is debited
  null::bigint as collected_cents, -- amount debited, VAT included (cents)
  null::bigint as refunded_cents, -- amount given back, VAT included (cents)
  null::varchar as status_label, -- status, as the system calls it
  null::varchar as reference, -- reference, such as an invoice
  null::varchar as mandate_id, -- mandate to debit
  null::varchar as subscription_id, -- subscription, as the system numbers them
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
