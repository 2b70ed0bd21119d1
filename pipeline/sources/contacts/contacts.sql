-- The contact log. A contact is recorded when it takes place.
-- Grain: source_file_id, contact_id
select
  'contacts' as system, -- system that delivered the row
  contact_id, -- contact
  customer_id, -- customer
  case_id, -- case that it is about
  contacted_at as at, -- when it took place
  direction_label, -- who called whom
  medium_label, -- by what means
  line_label, -- which number was called
  motive, -- what it was about, as the system calls it
  adviser_id, -- who handled it
  coalesce(is_automatic, false) as is_automatic, -- whether no person wrote or called
  was_transferred, -- whether it was handed on; null when the system does not say
  was_resolved, -- whether the system calls it resolved; null when it does not say
  contacted_at as recorded_at, -- when it was recorded
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.contacts
