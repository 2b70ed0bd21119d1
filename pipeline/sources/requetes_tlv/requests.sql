-- Requests to telesales: customer service asks a seller to call a customer.
-- Grain: source_file_id, request_id
select
  'requetes_tlv' as system, -- system that delivered the row
  request_id, -- request
  customer_id, -- customer
  order_id, -- order that it is about
  created_at, -- when it was made
  created_by_id, -- who made it
  recipient_id, -- seller it was sent to
  recipient_channel_label, -- channel it was sent to
  subject, -- what it is about, as keyed in
  taken_at, -- when somebody took charge of it
  closed_at, -- when it was closed; null while open
  follow_up, -- what was done, as keyed in
  created_at as recorded_at, -- when it was made
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.requetes_tlv
