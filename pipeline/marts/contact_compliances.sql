-- How often the targets of episodes are met, of each motive and of all. What is pending, and what has no target, stands
-- beside the rate and not in it.
-- Grain: motive, target, period
with
  dues as (
    select
      unnest([motive, 'all']) as counted_motive,
      target,
      first_contact_date,
      status
    from
      marts.contact_obligations
  ),
  counted_dues as (
    select
      *,
      unnest(save_periods (first_contact_date)) as period
    from
      dues
  ),
  counted as (
    select
      counted_motive as motive,
      target,
      period,
      count(*) as episodes,
      count_if(status = 'met')::bigint as met_episodes,
      count_if(status = 'late')::bigint as late_episodes,
      count_if(status = 'missing')::bigint as missing_episodes,
      count_if(status = 'pending')::bigint as pending_episodes,
      count_if(status = 'not_computable')::bigint as untargeted_episodes
    from
      counted_dues
    group by
      counted_motive,
      target,
      period
  ),
  judged as (
    select
      *,
      met_episodes + late_episodes + missing_episodes as judged_episodes
    from
      counted
  )
select
  motive, -- motive, or all
  target, -- contacts or delay
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of the first contact
  episodes, -- episodes
  met_episodes, -- settled within the target
  late_episodes, -- settled beyond it
  missing_episodes, -- beyond it and not settled
  pending_episodes, -- neither settled nor beyond it
  untargeted_episodes, -- of a motive without a target
  judged_episodes, -- met, late or missing
  met_episodes / nullif(judged_episodes, 0) as met_rate, -- met to judged, 0 to 1
  wilson_low (met_episodes, judged_episodes, parameter ('wilson.z')) as met_low, -- lower bound of its 95 % interval
  wilson_high (met_episodes, judged_episodes, parameter ('wilson.z')) as met_high, -- upper bound of its 95 % interval
  judged_episodes >= parameter ('cell.hidden_below')
  and judged_episodes < parameter ('cell.fragile_below') as is_fragile, -- few
  judged_episodes < parameter ('cell.hidden_below') as is_hidden -- too few for a rate to mean anything
from
  judged
