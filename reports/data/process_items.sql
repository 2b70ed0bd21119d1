-- Recent cancellations by the way they took, one by one, with the line of the file that has the order or the credit note.
-- Grain: finding, cancellation_id
select
  findings.finding, -- not_told, short_notice, seller_not_first, whole_cut, not_traced, delegated or accounting_only
  findings.cancellation_id, -- cancelled unit: order and day of the cut, or of the credit note
  findings.order_id, -- order
  findings.customer_id, -- customer
  customers.name as customer_name, -- name of the customer
  cuts.month, -- month in which it was recorded
  cuts.brand, -- brand of the customer
  cuts.channel, -- channel of the sale
  cuts.family, -- product family
  cuts.motive, -- motive of its case; MISSING where none tells
  cuts.value_band, -- band of the amount cancelled
  findings.done_date, -- local day on which it was recorded
  findings.notice_days, -- days that the seller was given; null when nobody told
  findings.case_id, -- case of it in the CRM; null when there is none
  findings.loss_company_cents, -- CA lost (cents)
  findings.loss_parc_cents, -- parc lost (cents a year); null when the order tool does not know the order
  files.name as file_name, -- file
  findings.source_line -- line of that file
from
  marts.process_findings as findings
  join marts.process_cuts as cuts on cuts.cancellation_id = findings.cancellation_id
  cross join meta.run as runs
  left join staging.customers on customers.customer_id = findings.customer_id
  left join meta.files as files on files.file_id = findings.source_file_id
where
  findings.is_found
  and findings.done_date > runs.as_of - parameter ('process.listed_days')::integer
order by
  findings.finding,
  findings.loss_company_cents desc,
  findings.cancellation_id
