-- Whether the amount that a case was keyed in with is what is billed: a month's, excluding VAT. One that lies a fifth above
-- it was keyed in with VAT. Billed is what the invoices of that day charge a month, of the order that the case names or of
-- the customer.
-- Grain: case_id
with
  opened_cases as (
    select
      case_id,
      customer_id,
      order_id,
      mrr_cents,
      local_date (opened_at) as opened_date
    from
      staging.cases
  ),
  billed_amounts as (
    select
      cases.case_id,
      round_half_up (
        sum(
          annualised_cents (invoices.amount_cents, invoices.service_start_date, invoices.service_end_date, true)
        ),
        12
      )::bigint as billed_mrr_cents
    from
      opened_cases as cases
      join staging.invoices on invoices.customer_id = cases.customer_id
      and coalesce(invoices.order_id = cases.order_id, true)
    where
      invoices.invoice_date <= cases.opened_date
      and invoices.service_start_date <= cases.opened_date
      and invoices.service_end_date > cases.opened_date
    group by
      cases.case_id
  )
select
  cases.case_id, -- case
  cases.mrr_cents, -- monthly amount at risk, as keyed in (cents)
  billed.billed_mrr_cents, -- amount billed a month on the day on which it was opened (cents); null when nothing is
  case
    when cases.mrr_cents is null then 'no_amount'
    when coalesce(billed.billed_mrr_cents, 0) <= 0 then 'not_billed'
    when cases.mrr_cents = billed.billed_mrr_cents then 'agrees'
    when cases.mrr_cents between billed.billed_mrr_cents * parameter ('amount.vat_low') and billed.billed_mrr_cents * parameter ('amount.vat_high') then 'with_vat'
    else 'differs'
  end as agreement -- no_amount, not_billed, agrees, with_vat (looks as if VAT were in it) or differs
from
  opened_cases as cases
  left join billed_amounts as billed on billed.case_id = cases.case_id
