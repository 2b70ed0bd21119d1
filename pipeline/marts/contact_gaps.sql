-- Contacts that count, with the days between each and those of the same customer before and after it: about the same motive,
-- and about any. Every window of days can be laid over these.
-- Grain: system, contact_id
select
  system, -- system that delivered the contact
  contact_id, -- contact
  customer_id, -- customer
  contacted_at, -- when it took place
  contact_date, -- local day
  motive, -- what it was about
  adviser_id, -- who handled it
  was_transferred, -- whether it was handed on; null when the system does not say
  contact_date - lag (contact_date) over matter as days_since_same, -- days since the one before about the same motive; null when there is none
  lead (contact_date) over matter - contact_date as days_to_same, -- days to the next one about the same motive
  contact_date - lag (contact_date) over anything as days_since_any, -- days since the one before about any motive
  lead (contact_date) over anything - contact_date as days_to_any, -- days to the next one about any motive
  source_file_id, -- file that the row was read from
  source_line -- line of that file
from
  marts.service_contacts
where
  scope = 'counted'
window
  matter as (
    partition by
      customer_id,
      motive
    order by
      contacted_at,
      system,
      contact_id
  ),
  anything as (
    partition by
      customer_id
    order by
      contacted_at,
      system,
      contact_id
  )
