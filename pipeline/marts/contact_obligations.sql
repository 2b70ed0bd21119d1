-- What was due of each episode: to be settled within a number of contacts, and within a number of days from the first, by the
-- targets of its motive on its first day (data/lookups/contact_targets.csv). A target breaks with the contact that is one too
-- many, or when its last day is over and the customer still calls after it; the deadline day still counts. Nobody knows that
-- a customer is content, only that no further contact came within the window: until then what is not broken is pending.
-- Grain: episode_id, target
with
  -- Each target with the first day of the next one of its motive: few rows, so that a plain join finds the one in force.
  targets as (
    select
      label_key (motive) as motive_key,
      max_contacts,
      max_delay_days,
      valid_from,
      lead (valid_from) over (
        partition by
          label_key (motive)
        order by
          valid_from,
          source_line
      ) as valid_to
    from
      lookups.contact_targets
  ),
  aimed as (
    select
      episodes.*,
      targets.max_contacts,
      targets.max_delay_days
    from
      marts.contact_episodes as episodes
      left join targets on targets.motive_key = label_key (episodes.motive)
      and episodes.first_contact_date >= targets.valid_from
      and episodes.first_contact_date < coalesce(targets.valid_to, date '9999-12-31')
  ),
  dues as (
    select
      *,
      unnest(
        [
          {target: 'contacts', allowed: max_contacts, used: contacts, breaking_place: max_contacts + 1},
          {
            target: 'delay',
            allowed: max_delay_days,
            used: last_contact_date - first_contact_date,
            breaking_place: null
          }
        ],
        recursive := true
      )
    from
      aimed
  )
select
  dues.episode_id, -- episode
  dues.target, -- contacts or delay
  dues.customer_id, -- customer
  dues.motive, -- what it is about
  dues.first_contact_date, -- local day on which it began
  dues.allowed, -- contacts, or days, that it may take; null without a target
  dues.used, -- contacts, or days from the first to the last contact, that it has taken
  if (dues.target = 'delay', dues.first_contact_date + dues.allowed, null) as deadline_date, -- last day on which a contact is in time; null for a number of contacts
  case
    when dues.allowed is null then 'not_computable'
    when dues.used <= dues.allowed then if (dues.is_settled, 'met', 'pending')
    when dues.is_settled then 'late'
    else 'missing'
  end as status, -- met, late (settled beyond the target), missing (beyond it and not settled), pending, or not_computable without a target
  greatest(dues.used - dues.allowed, 0) as excess, -- contacts, or days, beyond the target
  case
    when dues.used <= dues.allowed then null
    when dues.target = 'contacts' then breaking_contacts.contacted_at
    else (dues.first_contact_date + dues.allowed + 1)::timestamp at time zone runs.time_zone
  end as breached_at -- when it was broken: that contact, or the end of the last day in time; null when it was not
from
  dues
  cross join meta.run as runs
  left join marts.episode_contacts as breaking_contacts on breaking_contacts.episode_id = dues.episode_id
  and breaking_contacts.place = dues.breaking_place
