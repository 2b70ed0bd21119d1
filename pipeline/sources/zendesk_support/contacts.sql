-- Tickets as contacts: each is opened by the customer, whatever is said on it later. Only the first contact of a ticket
-- has a time in these exports.
-- Grain: source_file_id, contact_id
select
  'zendesk_support' as system, -- system that delivered the row
  ticket_id as contact_id, -- contact: the ticket
  coalesce(declared_customer_id, requester_customer_id) as customer_id, -- customer
  case_id, -- case that it is about
  created_at as at, -- when it took place
  'Inbound' as direction_label, -- who called whom
  via as medium_label, -- by what means
  motive, -- what it was about
  adviser_id, -- who handled it
  false as is_automatic, -- whether no person wrote or called
  was_transferred, -- whether it was handed on; null when the system does not say
  status = 'solved' as was_resolved, -- whether the system calls it resolved; null when it does not say
  recorded_at, -- when it was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day of the file, or of the row
from
  zendesk_support.tickets
