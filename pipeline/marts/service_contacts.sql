-- Contacts with the local day and the motive by which they are counted, and whether they are: only what a known customer
-- said or wrote to a person counts. What the company sends, and what machines exchange, is told apart and left out.
-- Grain: system, contact_id
with
  spelled as (
    select
      contacts.*,
      local_date (contacts.at) as contact_date,
      coalesce(
        declared.motive,
        min(contacts.motive) over (
          partition by
            label_key (contacts.motive)
        ),
        'unknown'
      ) as counted_motive
    from
      staging.contacts
      left join marts.contact_motives as declared on declared.motive_key = label_key (contacts.motive)
  )
select
  system, -- system that delivered the contact
  contact_id, -- contact
  customer_id, -- customer
  contacts.at as contacted_at, -- when it took place
  contact_date, -- local day
  counted_motive as motive, -- what it was about, in one spelling; unknown when nobody wrote it down
  medium, -- by what means
  adviser_id, -- who handled it
  case_id, -- case that it is about
  was_transferred, -- whether it was handed on; null when the system does not say
  was_resolved, -- whether the system calls it resolved; null when it does not say
  case
    when is_automatic then 'automatic'
    when medium = 'system' then 'system'
    when direction = 'outbound' then 'outbound'
    when direction <> 'inbound' then 'no_direction'
    when customer_id is null then 'no_customer'
    else 'counted'
  end as scope, -- counted, or why it is not: automatic, system, outbound, no_direction or no_customer
  source_file_id, -- file that the row was read from
  source_line -- line of that file
from
  spelled as contacts
