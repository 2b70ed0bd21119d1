-- What is due for each refund (D8): a ticket to the finance department by the seller who handled the case, taken to be the
-- last case of the customer. No system delivers such tickets, so that none of this can be computed; the refunds are shown.
-- Grain: rule, subject_kind, subject_id
with
  last_cases as (
    select
      customer_id,
      arg_max(case_id, (opened_at, case_id)) as case_id
    from
      staging.cases
    group by
      customer_id
  )
select
  'D8' as rule, -- rule
  'refund' as subject_kind, -- a payment that was given back
  concat_ws('|', payments.system, payments.payment_id) as subject_id, -- system and payment
  payments.customer_id, -- customer
  coalesce(cases.brand, customers.brand) as brand, -- brand of the case, else of the customer
  cases.owner_seller_id, -- seller who owns the case
  cases.owner_name, -- name of the owner
  cases.case_id, -- last case of the customer; null when there is none
  cases.order_id, -- order that the case is about
  'payments.refunded_cents' as trigger_field, -- field that tells the refund
  payments.charged_date as trigger_date, -- day on which the payment was debited: that of the refund is not delivered
  null::date as earliest_date, -- any day
  null::date as deadline_date, -- no document names one
  'none' as computation, -- formula of the deadline
  'finance_tickets.created_by' as done_field, -- field that would tell that it was done
  null::date as done_date, -- not known
  null::varchar as expected_value, -- no duty about a value
  null::varchar as observed_value, -- no duty about a value
  'finance_tickets.created_by' as missing_field, -- what no system delivers
  null::bigint as at_stake_cents, -- not known: payments have VAT in them
  payments.source_file_id, -- file that the payment was read from
  payments.source_line -- line of that file
from
  staging.payments as payments
  left join last_cases on last_cases.customer_id = payments.customer_id
  left join staging.cases on cases.case_id = last_cases.case_id
  left join staging.customers on customers.customer_id = payments.customer_id
where
  payments.refunded_cents > 0
  and payments.charged_date is not null
