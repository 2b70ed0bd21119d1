-- Calls and messages of a person of the company that follow a contact of the customer within the window: they are part of
-- the treatment and no contact of the customer. Each goes to the episode of the last contact before it, whatever it was
-- about: what the company calls its own motive seldom is the customer's.
-- Grain: system, contact_id
with
  calls as (
    select
      *
    from
      marts.service_contacts
    where
      scope = 'outbound'
      and customer_id is not null
  ),
  -- Of several at one instant, one.
  heard as (
    select
      customer_id,
      contacted_at,
      any_value(contact_date) as contact_date,
      min(episode_id) as episode_id
    from
      marts.episode_contacts
    group by
      customer_id,
      contacted_at
  )
select
  calls.system, -- system that delivered the contact
  calls.contact_id, -- call or message
  heard.episode_id, -- episode that it follows
  calls.customer_id, -- customer
  calls.contacted_at, -- when it took place
  calls.contact_date, -- local day
  calls.motive, -- what it was about, as the system calls it
  calls.adviser_id, -- who made it
  calls.source_file_id, -- file that the row was read from
  calls.source_line -- line of that file
from
  calls
  asof join heard on heard.customer_id = calls.customer_id
  and heard.contacted_at <= calls.contacted_at
where
  calls.contact_date - heard.contact_date <= parameter ('contact.window_days')
