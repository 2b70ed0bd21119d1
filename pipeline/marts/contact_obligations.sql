-- What was due of each episode: to be settled within a number of contacts, and within a number of days from the first, by the
-- targets of its motive on its first day (data/lookups/contact_targets.csv). A target breaks with the contact that is one too
-- many, or when its last day is over and the customer still calls after it; the deadline day still counts. Nobody knows that
-- a customer is content, only that no further contact came within the window: until then what is not broken is pending.
-- Grain: episode_id, target
with
  dues as (
    select
      episodes.*,
      unnest(
        [
          {target: 'contacts', allowed: targets.max_contacts, used: episodes.contacts},
          {
            target: 'delay',
            allowed: targets.max_delay_days,
            used: episodes.last_contact_date - episodes.first_contact_date
          }
        ],
        recursive := true
      )
    from
      marts.contact_episodes as episodes
      asof left join (
        select
          *,
          label_key (motive) as motive_key
        from
          lookups.contact_targets
      ) as targets on targets.motive_key = label_key (episodes.motive)
      and targets.valid_from <= episodes.first_contact_date
  ),
  -- The contact that is one too many.
  breaking_contacts as (
    select
      contacts.episode_id,
      contacts.place - 1 as allowed,
      contacts.contacted_at
    from
      marts.episode_contacts as contacts
    where
      contacts.place > 1
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
  left join breaking_contacts on breaking_contacts.episode_id = dues.episode_id
  and breaking_contacts.allowed = dues.allowed
  and dues.target = 'contacts'
