-- How many saves last 30, 90 and 180 days, with 95 % bounds; null where no save was followed so long.
-- Grain: channel, period, days
with
  wanted as (
    select
      unnest(
        [
          parameter ('durability.first_days'),
          parameter ('durability.second_days'),
          parameter ('durability.third_days')
        ]
      )::bigint as days
  ),
  followed as (
    select
      channel,
      period,
      max(at_risk_saves) as saves,
      max(days) as last_days
    from
      marts.save_survivals
    group by
      channel,
      period
  ),
  asked as (
    select
      followed.*,
      wanted.days
    from
      followed
      cross join wanted
  ),
  answered as (
    select
      asked.channel,
      asked.period,
      asked.days,
      asked.saves,
      if (asked.last_days >= asked.days, coalesce(curves.lasting_share, 1), null) as lasting_share,
      curves.hazards
    from
      asked
      asof left join marts.save_survivals as curves on curves.channel = asked.channel
      and curves.period = asked.period
      and curves.days <= asked.days
  ),
  still_followed as (
    select
      asked.channel,
      asked.period,
      asked.days,
      max(curves.at_risk_saves) as at_risk_saves
    from
      asked
      join marts.save_survivals as curves on curves.channel = asked.channel
      and curves.period = asked.period
      and curves.days >= asked.days
    group by all
  )
select
  answered.channel, -- channel of the owner, or all
  answered.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  answered.days, -- days after the save: 30, 90 or 180
  answered.saves, -- saves that are followed
  coalesce(still_followed.at_risk_saves, 0)::bigint as at_risk_saves, -- of these, known to last until then
  answered.lasting_share, -- share that lasts so long, 0 to 1
  answered.hazards, -- Greenwood's sum, of which its bounds are made; null where none ended
  survival_low (answered.lasting_share, answered.hazards, parameter ('wilson.z')) as lasting_low, -- lower bound of its 95 % interval
  survival_high (answered.lasting_share, answered.hazards, parameter ('wilson.z')) as lasting_high -- upper bound of its 95 % interval
from
  answered
  left join still_followed using (channel, period, days)
