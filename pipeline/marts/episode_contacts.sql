-- Contacts that count, each in its episode: contacts of one customer about one motive, none more than the window after the
-- one before.
-- Grain: system, contact_id
with
  placed as (
    select
      *,
      count_if(coalesce(days_since_same > parameter ('contact.window_days'), true)) over matter as episode_no
    from
      marts.contact_gaps
    window
      matter as (
        partition by
          customer_id,
          motive
        order by
          contacted_at,
          system,
          contact_id
      )
  )
select
  system, -- system that delivered the contact
  contact_id, -- contact
  first_value (system || ':' || contact_id) over episode as episode_id, -- episode, called after its first contact
  row_number() over episode as place, -- its place in the episode, from 1
  customer_id, -- customer
  motive, -- what it was about
  contacted_at, -- when it took place
  contact_date, -- local day
  adviser_id, -- who handled it
  was_transferred, -- whether it was handed on; null when the system does not say
  source_file_id, -- file that the row was read from
  source_line -- line of that file
from
  placed
window
  episode as (
    partition by
      customer_id,
      motive,
      episode_no
    order by
      contacted_at,
      system,
      contact_id
  )
