-- Episodes that began on a day, and how they went on, for the window in use and for others: contacts about the same motive,
-- and contacts about any, which sees a second call that was given another name. A contact that was handed on resolved
-- nothing. How an episode went on is known of mature ones only.
-- Grain: reach, motive, window_days, first_contact_date, brand
with
  windows as (
    select distinct
      unnest(
        [
          parameter ('contact.window_days'),
          parameter ('contact.short_window_days'),
          parameter ('contact.long_window_days'),
          parameter ('contact.longest_window_days')
        ]
      )::integer as window_days
  ),
  gaps as (
    select
      contacts.contact_date,
      contacts.was_transferred,
      coalesce(customers.brand, 'unknown') as brand,
      unnest(
        [
          {
            reach: 'same_motive',
            motive: contacts.motive,
            days_since: contacts.days_since_same,
            days_to: contacts.days_to_same
          },
          {
            reach: 'any_motive',
            motive: 'any',
            days_since: contacts.days_since_any,
            days_to: contacts.days_to_any
          }
        ],
        recursive := true
      )
    from
      marts.contact_gaps as contacts
      left join staging.customers on customers.customer_id = contacts.customer_id
  ),
  episodes as (
    select
      gaps.*,
      windows.window_days,
      coalesce(gaps.days_to <= windows.window_days, false) as is_recontacted
    from
      gaps
      cross join windows
    where
      coalesce(gaps.days_since > windows.window_days, true)
  )
select
  reach, -- same_motive or any_motive
  motive, -- motive; any for contacts about any
  window_days, -- days within which a further contact belongs to the same episode
  contact_date as first_contact_date, -- local day of the first contact
  brand, -- brand of the customer
  any_value(contact_date + window_days <= runs.as_of) as is_mature, -- whether a second contact would be known
  count(*) as episodes, -- episodes
  count_if(is_recontacted)::bigint as recontacted_episodes, -- of these, with more than one contact
  count_if(
    not is_recontacted
    and coalesce(was_transferred, false)
  )::bigint as transferred_episodes, -- of these, with one contact, which was handed on
  count_if(
    not is_recontacted
    and not coalesce(was_transferred, false)
  )::bigint as resolved_episodes, -- of these, with one contact, which was not
  count_if(
    not is_recontacted
    and was_transferred is null
  )::bigint as untold_episodes -- resolved, as far as known: no system says whether the contact was handed on
from
  episodes
  cross join meta.run as runs
group by
  reach,
  motive,
  window_days,
  contact_date,
  brand
