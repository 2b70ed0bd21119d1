-- Domain names at Gandi. The list tells when their automatic renewal was last switched, and nothing else of the past.
-- Grain: source_file_id, domain
select
  'gandi_domaines' as system, -- system that delivered the row
  lower(domain) as domain, -- domain name
  customer_id, -- customer it is held for
  expires_at, -- when it expires
  is_auto_renewed, -- whether it is renewed by itself; null when the system does not say
  auto_renew_changed_at, -- when that was last switched
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.gandi_domaines
