-- Contacts of an adviser after which the customer got in touch again about the same motive, and how many there would be if
-- all advisers of the team were alike, by the motives that came to each. The earlier contact counts, not the later.
-- Grain: adviser_id, team, period
with
  contact_days as (
    select
      *,
      unnest(save_periods (contact_date)) as period
    from
      marts.recontacts
    where
      is_mature
  ),
  contacts as (
    select
      adviser_id,
      team,
      period,
      motive,
      count(*) as contacts,
      count_if(is_recontacted) as recontacts
    from
      contact_days
    group by
      adviser_id,
      team,
      period,
      motive
  ),
  expected as (
    select
      *,
      contacts * sum(recontacts) over stratum / sum(contacts) over stratum as expected_recontacts
    from
      contacts
    window
      stratum as (
        partition by
          team,
          period,
          motive
      )
  )
select
  adviser_id, -- who answered first; unknown where no system says so
  team, -- team of that person on the day; unknown where the list of sellers lacks it
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of the contact
  sum(contacts)::bigint as contacts, -- mature contacts, several of one day, customer and motive counted once
  sum(recontacts)::bigint as recontacts, -- of these, followed by another within the window
  ordered_sum (expected_recontacts, motive) as expected_recontacts -- of these, if all advisers of the team were alike
from
  expected
group by
  adviser_id,
  team,
  period
