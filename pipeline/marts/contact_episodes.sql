-- Episodes: the contacts of one customer about one motive, none more than the window (contact.window_days) after the one
-- before. An episode is mature when a second contact would be known, and settled when a further one would. It is resolved at
-- first contact when there was one contact, which was not handed on.
-- Grain: episode_id
with
  follow_ups as (
    select
      episode_id,
      count(*) as follow_ups
    from
      marts.contact_follow_ups
    group by
      episode_id
  ),
  episodes as (
    select
      episode_id,
      any_value(customer_id) as customer_id,
      any_value(motive) as motive,
      min(contacts.contacted_at) as first_contact_at,
      min(contact_date) as first_contact_date,
      max(contact_date) as last_contact_date,
      count(*) as contacts,
      count(distinct adviser_id) as advisers,
      count_if(coalesce(was_transferred, false)) as transfers,
      count_if(was_transferred is null) as untold_transfers,
      any_value(source_file_id) filter(
        where
          place = 1
      ) as source_file_id,
      any_value(source_line) filter(
        where
          place = 1
      ) as source_line
    from
      marts.episode_contacts as contacts
    group by
      episode_id
  )
select
  episodes.episode_id, -- episode: system and number of its first contact
  episodes.customer_id, -- customer
  episodes.motive, -- what it is about
  episodes.first_contact_at, -- when it began
  episodes.first_contact_date, -- local day on which it began
  episodes.last_contact_date, -- local day of its last contact so far
  episodes.contacts, -- contacts of the customer
  episodes.advisers, -- people who handled them
  episodes.transfers, -- contacts that were handed on
  episodes.untold_transfers, -- contacts of which no system says whether they were
  coalesce(follow_ups.follow_ups, 0) as follow_ups, -- calls and messages to the customer that followed
  episodes.contacts + episodes.transfers + coalesce(follow_ups.follow_ups, 0) as steps, -- steps of the treatment: contacts, hand-overs and calls back
  episodes.first_contact_date + parameter ('contact.window_days')::integer <= runs.as_of as is_mature, -- whether a second contact would be known
  episodes.last_contact_date + parameter ('contact.window_days')::integer <= runs.as_of as is_settled, -- whether a further contact would be known
  case
    when episodes.contacts > 1 then 'recontacted'
    when episodes.transfers > 0 then 'transferred'
    else 'resolved'
  end as resolution, -- resolved at first contact, transferred (one contact, handed on) or recontacted; final once mature
  episodes.source_file_id, -- file with its first contact
  episodes.source_line -- line of that file
from
  episodes
  cross join meta.run as runs
  left join follow_ups on follow_ups.episode_id = episodes.episode_id
