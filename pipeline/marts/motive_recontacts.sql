-- Re-contact rate of each motive and of all: mature contacts after which the customer got in touch again about the same
-- motive within the window, several contacts of one day counted once.
-- Grain: motive, period
with
  contact_days as (
    select
      unnest([motive, 'all']) as counted_motive,
      contact_date,
      is_recontacted
    from
      marts.recontacts
    where
      is_mature
  ),
  counted_days as (
    select
      *,
      unnest(save_periods (contact_date)) as period
    from
      contact_days
  ),
  counted as (
    select
      counted_motive as motive,
      period,
      count(*) as contacts,
      count_if(is_recontacted)::bigint as recontacts
    from
      counted_days
    group by
      counted_motive,
      period
  )
select
  motive, -- motive, or all
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of the contact
  contacts, -- mature contacts
  recontacts, -- of these, followed by another
  recontacts / contacts as recontact_rate, -- 0 to 1
  wilson_low (recontacts, contacts, parameter ('wilson.z')) as recontact_low, -- lower bound of its 95 % interval
  wilson_high (recontacts, contacts, parameter ('wilson.z')) as recontact_high, -- upper bound of its 95 % interval
  contacts >= parameter ('cell.hidden_below')
  and contacts < parameter ('cell.fragile_below') as is_fragile, -- few
  contacts < parameter ('cell.hidden_below') as is_hidden -- too few for a rate to mean anything
from
  counted
