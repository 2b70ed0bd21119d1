-- Payments of customers, in their latest version known.
-- Grain: system, payment_id
with
  latest_payments as (
    select
      *
    from
      entities.payments
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version ((system, payment_id), extracted_date, source_file_id, source_line)
  )
select
  payments.system, -- system that delivered the row
  payments.payment_id, -- payment
  coalesce(keys.customer_id, payments.customer_id) as customer_id, -- customer who pays
  payments.charged_date, -- day on which the customer is debited
  payments.collected_cents, -- amount debited, VAT included (cents)
  payments.refunded_cents, -- amount given back, VAT included (cents)
  coalesce(statuses.value, 'unknown') as status, -- collected, pending, failed, cancelled or unknown
  payments.status_label, -- status, as the system calls it
  payments.reference, -- reference, such as an invoice
  payments.mandate_id, -- mandate to debit
  payments.subscription_id, -- subscription, as the system numbers them
  payments.recorded_at, -- when it was recorded
  payments.source_file_id, -- file that the row was read from
  payments.source_line, -- line of that file
  payments.extracted_date -- day on which the file was extracted
from
  latest_payments as payments
  left join staging.customer_keys as keys on keys.delivered_id = payments.customer_id
  left join labels_of ('payment_status') as statuses on statuses.label_key = label_key (payments.status_label)
