-- Payments by direct debit. Banks know no VAT: amounts are those debited, VAT included.
-- Grain: source_file_id, payment_id
select
  'gocardless' as system, -- system that delivered the row
  payment_id, -- payment
  coalesce(customer_id, 'gocardless:' || coalesce(account_id, linked_account_id)) as customer_id, -- customer who pays
  charged_date, -- day on which the customer is debited
  collected_cents, -- amount debited, VAT included (cents)
  coalesce(refunded_cents, 0) as refunded_cents, -- amount given back, VAT included (cents)
  status_label, -- status
  reference, -- reference
  mandate_id, -- mandate
  subscription_id, -- subscription
  created_at as recorded_at, -- when it was made
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.gocardless_payments
