-- Contacts between customers and the company, in their latest version known.
-- Grain: system, contact_id
with
  latest_contacts as (
    select
      *
    from
      entities.contacts
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version ((system, contact_id), extracted_date, source_file_id, source_line)
  )
select
  contacts.system, -- system that delivered the row
  contacts.contact_id, -- contact
  coalesce(keys.customer_id, contacts.customer_id) as customer_id, -- customer
  contacts.case_id, -- case that it is about
  contacts.at, -- when it took place
  coalesce(directions.value, 'unknown') as direction, -- who called whom: inbound, outbound or unknown
  contacts.direction_label, -- who called whom, as the system calls it
  coalesce(media.value, 'unknown') as medium, -- by what means: phone, email, chat, sms, letter, social, visit, form, system (no person on either side) or unknown
  contacts.medium_label, -- by what means, as the system calls it
  lines.value as called_line, -- which number of the customer was called: salon or mobile; null when the system does not say
  contacts.line_label, -- which number was called, as the system calls it
  contacts.motive, -- what it was about, as the system calls it
  contacts.adviser_id, -- who handled it
  contacts.is_automatic, -- whether no person wrote or called
  contacts.was_transferred, -- whether it was handed on; null when the system does not say
  contacts.was_resolved, -- whether the system calls it resolved; null when it does not say
  contacts.recorded_at, -- when it was recorded
  contacts.source_file_id, -- file that the row was read from
  contacts.source_line, -- line of that file
  contacts.extracted_date -- day on which the file was extracted
from
  latest_contacts as contacts
  left join staging.customer_keys as keys on keys.delivered_id = contacts.customer_id
  left join labels_of ('contact_direction') as directions on directions.label_key = label_key (contacts.direction_label)
  left join labels_of ('contact_medium') as media on media.label_key = label_key (contacts.medium_label)
  left join labels_of ('contact_line') as lines on lines.label_key = label_key (contacts.line_label)
