-- Why customers get in touch, and what the treatment takes, of each motive and of all: contacts and how many of them only
-- repeat one before; steps (contacts, hand-overs, calls back) and days of settled episodes, in which no more is to come.
-- Grain: motive, period
with
  episodes as (
    select
      unnest([episodes.motive, 'all']) as counted_motive,
      episodes.* exclude (motive)
    from
      marts.contact_episodes as episodes
  ),
  counted_episodes as (
    select
      *,
      unnest(save_periods (first_contact_date)) as period,
      last_contact_date - first_contact_date as days
    from
      episodes
  )
select
  counted_motive as motive, -- motive, or all
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of the first contact
  count(*) as episodes, -- episodes
  sum(contacts)::bigint as contacts, -- contacts of customers in them
  sum(contacts - 1)::bigint as repeat_contacts, -- of these, any but the first of an episode
  count_if(is_settled)::bigint as settled_episodes, -- episodes in which no more is to come
  coalesce(
    sum(contacts) filter(
      where
        is_settled
    ),
    0
  )::bigint as settled_contacts, -- steps of these: contacts of customers
  coalesce(
    sum(transfers) filter(
      where
        is_settled
    ),
    0
  )::bigint as settled_transfers, -- steps: contacts that were handed on
  coalesce(
    sum(follow_ups) filter(
      where
        is_settled
    ),
    0
  )::bigint as settled_follow_ups, -- steps: calls and messages back
  coalesce(
    sum(steps) filter(
      where
        is_settled
    ),
    0
  )::bigint as settled_steps, -- all three
  count_if(
    is_settled
    and steps = 1
  )::bigint as one_step_episodes, -- settled in one step
  count_if(
    is_settled
    and steps = 2
  )::bigint as two_step_episodes, -- settled in two
  count_if(
    is_settled
    and steps = 3
  )::bigint as three_step_episodes, -- settled in three
  count_if(
    is_settled
    and steps > 3
  )::bigint as more_step_episodes, -- settled in more
  quantile_disc(days, 0.9) filter(
    where
      is_settled
  )::integer as long_days, -- days from the first to the last contact that nine in ten settled episodes do not exceed
  count(distinct customer_id) as customers, -- customers
  count_if(is_settled) >= parameter ('cell.hidden_below')
  and count_if(is_settled) < parameter ('cell.fragile_below') as is_fragile, -- few settled episodes
  count_if(is_settled) < parameter ('cell.hidden_below') as is_hidden -- too few for a mean to mean anything
from
  counted_episodes
group by
  counted_motive,
  period
