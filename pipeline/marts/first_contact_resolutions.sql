-- How many episodes are resolved at first contact, of each motive and of all, over each period of their first day, for the
-- window in use and for others. Three ways to count: contacts about the same motive; about any motive; and the first
-- without motives that whoever answers cannot settle (net). Only episodes of which a second contact would be known.
-- Grain: reach, motive, window_days, period
with
  -- Of each day: by motive, over all motives, and over those that can be settled at once.
  reached_days as (
    select
      unnest(
        if (
          days.reach = 'any_motive',
          [{counted_reach: days.reach, counted_motive: 'all'}],
          [
            {counted_reach: days.reach, counted_motive: days.motive},
            {counted_reach: days.reach, counted_motive: 'all'}
          ] || if (declared.is_first_level is distinct from false, [{counted_reach: 'net', counted_motive: 'all'}], [])
        ),
        recursive := true
      ),
      days.* exclude (reach, motive)
    from
      marts.resolution_days as days
      left join marts.contact_motives as declared on declared.motive = days.motive
  ),
  counted_days as (
    select
      *,
      unnest(save_periods (first_contact_date)) as period
    from
      reached_days
  ),
  counted as (
    select
      counted_reach as reach,
      counted_motive as motive,
      window_days,
      period,
      sum(episodes)::bigint as episodes,
      coalesce(
        sum(episodes) filter(
          where
            is_mature
        ),
        0
      )::bigint as mature_episodes,
      coalesce(
        sum(resolved_episodes) filter(
          where
            is_mature
        ),
        0
      )::bigint as resolved_episodes,
      coalesce(
        sum(transferred_episodes) filter(
          where
            is_mature
        ),
        0
      )::bigint as transferred_episodes,
      coalesce(
        sum(recontacted_episodes) filter(
          where
            is_mature
        ),
        0
      )::bigint as recontacted_episodes,
      coalesce(
        sum(untold_episodes) filter(
          where
            is_mature
        ),
        0
      )::bigint as untold_episodes
    from
      counted_days
    group by
      counted_reach,
      counted_motive,
      window_days,
      period
  )
select
  counted.reach, -- same_motive, any_motive or net
  counted.motive, -- motive, or all
  counted.window_days, -- days within which a further contact belongs to the same episode
  counted.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of the first contact
  counted.episodes, -- episodes
  counted.mature_episodes, -- of these, begun long enough ago for a second contact to be known
  counted.resolved_episodes, -- mature, one contact, not handed on
  counted.transferred_episodes, -- mature, one contact, handed on
  counted.recontacted_episodes, -- mature, more than one contact
  counted.untold_episodes, -- resolved, as far as known: no system says whether the contact was handed on
  counted.resolved_episodes / nullif(counted.mature_episodes, 0) as resolution_rate, -- resolved at first contact to mature episodes, 0 to 1
  wilson_low (counted.resolved_episodes, counted.mature_episodes, parameter ('wilson.z')) as resolution_low, -- lower bound of its 95 % interval
  wilson_high (counted.resolved_episodes, counted.mature_episodes, parameter ('wilson.z')) as resolution_high, -- upper bound of its 95 % interval
  if (counted.reach = 'same_motive', declared.resolution_target, null) as resolution_target, -- share that the motive is to reach, 0 to 1; null without a target
  counted.mature_episodes >= parameter ('cell.hidden_below')
  and counted.mature_episodes < parameter ('cell.fragile_below') as is_fragile, -- few
  counted.mature_episodes < parameter ('cell.hidden_below') as is_hidden -- too few for a rate to mean anything
from
  counted
  left join marts.contact_motives as declared on declared.motive = counted.motive
