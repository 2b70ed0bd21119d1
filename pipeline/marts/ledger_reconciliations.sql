-- Documents of billing against the revenue that ledgers have for them. A billing system is covered by the ledgers in a
-- year in which they have at least one of its documents; what it billed in other years, and what a company bills that
-- keeps a ledger of its own, is not covered. Revenue that stands on no document stands by its entry. Empty where no
-- system delivers invoices, or none a ledger.
-- Grain: document_id
with
  documents as (
    select
      invoice_id as document_id,
      min(system) as system,
      min(customer_id) as customer_id,
      min(order_id) as order_id,
      min(invoice_date) as document_date,
      sum(amount_cents) as cents,
      arg_min(source_file_id, invoice_line_id) as source_file_id,
      arg_min(source_line, invoice_line_id) as source_line
    from
      staging.invoices
    where
      exists (
        from
          staging.accounting_entries
      )
    group by
      invoice_id
  ),
  revenues as (
    select
      coalesce(document_id, concat_ws(' ', 'entry', journal_code, entry_no, year(entry_date))) as document_id,
      min(customer_id) as customer_id,
      min(entry_date) as document_date,
      sum(amount_cents) as cents,
      arg_min(source_file_id, (entry_date, source_file_id, source_line)) as source_file_id,
      arg_min(source_line, (entry_date, source_file_id, source_line)) as source_line
    from
      staging.accounting_entries
    where
      is_revenue
      and exists (
        from
          staging.invoices
      )
    group by
      coalesce(document_id, concat_ws(' ', 'entry', journal_code, entry_no, year(entry_date)))
  ),
  covered as (
    select distinct
      documents.system,
      year(documents.document_date) as year
    from
      documents
      join revenues on revenues.document_id = documents.document_id
  ),
  compared as (
    select
      coalesce(documents.document_id, revenues.document_id) as document_id,
      documents,
      revenues,
      covered.system is not null as is_covered,
      coalesce(revenues.cents, 0) - coalesce(documents.cents, 0) as difference_cents,
      revenues.document_date - documents.document_date as days_apart
    from
      documents
      full join revenues on revenues.document_id = documents.document_id
      left join covered on covered.system = documents.system
      and covered.year = year(documents.document_date)
  )
select
  document_id, -- document, or entry that stands on none
  case
    when documents.document_id is null then 'only_ledger'
    when revenues.document_id is null then if (is_covered, 'only_billing', 'not_covered')
    when abs(difference_cents) > parameter ('reconciliation.document_cents') then 'amount_differs'
    when abs(days_apart) > parameter ('reconciliation.entry_days') then 'date_differs'
    else 'agrees'
  end as status, -- agrees, only_billing, only_ledger, amount_differs, date_differs or not_covered
  coalesce(documents.customer_id, revenues.customer_id) as customer_id, -- customer
  documents.order_id, -- order that it bills, the first one by name
  documents.system as billing_system, -- system that billed it; null when none did
  coalesce(documents.document_date, revenues.document_date) as event_date, -- day of the document, else of its entry
  coalesce(documents.cents, 0)::bigint as billed_cents, -- amount billed (cents)
  coalesce(revenues.cents, 0)::bigint as ledger_cents, -- revenue in the ledgers (cents)
  difference_cents::bigint as difference_cents, -- ledger less billing (cents)
  days_apart, -- days from the document to its entry
  documents.source_file_id as billing_file_id, -- file with its first line
  documents.source_line as billing_line, -- line of that file
  revenues.source_file_id as ledger_file_id, -- file with its first entry
  revenues.source_line as ledger_line -- line of that file
from
  compared
