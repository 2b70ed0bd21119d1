-- Lines of the ledger's orders: the parts of its purchase lines.
-- Grain: source_file_id, order_id, line_no
select
  'online_retail' as system, -- system that delivered the row
  order_id, -- invoice, or credit whose purchase was not found
  line_no, -- place within the order
  stock_code as family, -- article: a basket of articles is what tells two orders of goods apart
  description as product, -- name of the article
  amount_cents, -- amount, rounded once for each ledger line (cents)
  local_date (invoiced_at) as term_start_date, -- day of the invoice
  false as is_recurring, -- goods are bought once: they make no parc
  local_date (credited_at) as cut_date, -- day of the credit
  local_date (credited_at) as cancel_requested_date, -- day of the credit: the ledger knows no other
  credited_at as cancel_recorded_at, -- when it was credited
  invoiced_at as recorded_at, -- when it was invoiced
  source_file_id, -- file of the purchase
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  online_retail.parts
