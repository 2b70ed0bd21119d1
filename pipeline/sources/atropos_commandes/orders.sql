-- Atropos repeats the order on each of its lines; a field is taken from the first line that carries it.
-- Grain: source_file_id, order_id
select
  'atropos_commandes' as system, -- system that delivered the row
  order_id, -- order
  arg_min(customer_id, source_line) as customer_id, -- customer who signed it
  arg_min(brand, source_line) as brand, -- brand under which it was sold
  arg_min(signed_date, source_line) as signed_date, -- day of signature
  arg_min(seller_id, source_line) as seller_id, -- seller who signed it
  arg_min(channel_label, source_line) as channel_label, -- channel of the sale
  arg_min(assignment_label, source_line) as assignment_label, -- whether it was delegated by the DVR
  arg_min(status_label, source_line) as status_label, -- status
  arg_min(modifies_order_id, source_line) as modifies_order_id, -- order that it declares to amend
  arg_min(replaces_order_id, source_line) as replaces_order_id, -- order that it declares to replace
  arg_min(case_id, source_line) as case_id, -- case that led to the order or to its end
  min(recorded_at) as recorded_at, -- when it was keyed in
  source_file_id, -- file that the row was read from
  min(source_line) as source_line, -- first line of that file on which the order stands
  extracted_date -- day on which the file was extracted
from
  sources.atropos_commandes
group by
  order_id,
  source_file_id,
  extracted_date
