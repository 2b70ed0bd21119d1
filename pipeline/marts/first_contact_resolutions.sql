-- How many episodes are resolved at first contact, of each motive and of all, over each period of their first day, for the
-- window in use and for others. Three ways to count: contacts about the same motive; about any motive; and the first
-- without motives that whoever answers cannot settle (net). Only episodes of which a second contact would be known.
-- Grain: reach, motive, window_days, period
with
  counted_cells as (
    select
      *,
      unnest(save_periods (month)) as period
    from
      marts.resolution_cells
  ),
  counted as (
    select
      reach,
      motive,
      window_days,
      period,
      sum(episodes)::bigint as episodes,
      sum(mature_episodes)::bigint as mature_episodes,
      sum(resolved_episodes)::bigint as resolved_episodes,
      sum(transferred_episodes)::bigint as transferred_episodes,
      sum(recontacted_episodes)::bigint as recontacted_episodes,
      sum(untold_episodes)::bigint as untold_episodes
    from
      counted_cells
    group by
      reach,
      motive,
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
