-- Domain names held for customers, in their latest version known.
-- Grain: system, domain
with
  latest_domains as (
    select
      *
    from
      entities.domains
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version ((system, domain), extracted_date, source_file_id, source_line)
  )
select
  domains.system, -- system that delivered the row
  domains.domain, -- domain name
  coalesce(keys.customer_id, domains.customer_id) as customer_id, -- customer it is held for
  domains.expires_at, -- when it expires
  domains.is_auto_renewed, -- whether it is renewed by itself; null when the system does not say
  domains.auto_renew_changed_at, -- when that was last switched
  domains.recorded_at, -- when it was recorded
  domains.source_file_id, -- file that the row was read from
  domains.source_line, -- line of that file
  domains.extracted_date -- day on which the file was extracted
from
  latest_domains as domains
  left join staging.customer_keys as keys on keys.delivered_id = domains.customer_id
