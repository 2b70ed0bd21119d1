-- What the rate of each stratum of a channel counts for when channels are compared as if all had the same cases: the
-- share of the stratum in the cases of all channels. The share of a stratum that a channel hardly met falls on the channel's
-- cases of the same motive and band, whatever the brand; else of the same motive; else on all its cases.
-- Grain: channel, period, motive, value_band, brand, is_delegated
with
  nodes as (
    select
      channel,
      period,
      motive,
      value_band,
      brand,
      is_delegated,
      case grouping (motive, value_band, brand)
        when 0 then 0
        when 1 then 1
        when 3 then 2
        else 3
      end as level,
      sum(cases) as cases,
      sum(kept_cases) / sum(cases) as rate
    from
      marts.stratum_cells
    group by
      grouping sets (
        (channel, period, motive, value_band, brand, is_delegated),
        (channel, period, motive, value_band),
        (channel, period, motive),
        (channel, period)
      )
    having
      sum(cases) >= parameter ('standard.least_cases')
      or level = 3
  ),
  strata as (
    select
      period,
      motive,
      value_band,
      brand,
      is_delegated,
      sum(cases) / sum(sum(cases)) over (
        partition by
          period
      ) as share
    from
      marts.stratum_cells
    group by
      period,
      motive,
      value_band,
      brand,
      is_delegated
  ),
  -- The finest node of the channel that holds cases like those of the stratum.
  borne_strata as (
    select
      nodes.*,
      strata.share
    from
      strata
      cross join unnest([0, 1, 2, 3]) as levels (level)
      join nodes on nodes.period = strata.period
      and nodes.level = levels.level
      and nodes.motive is not distinct from if (levels.level <= 2, strata.motive, null)
      and nodes.value_band is not distinct from if (levels.level <= 1, strata.value_band, null)
      and nodes.brand is not distinct from if (levels.level = 0, strata.brand, null)
      and nodes.is_delegated is not distinct from if (levels.level = 0, strata.is_delegated, null)
    qualify
      row_number() over (
        partition by
          nodes.channel,
          strata.period,
          strata.motive,
          strata.value_band,
          strata.brand,
          strata.is_delegated
        order by
          levels.level
      ) = 1
  ),
  borne_shares as (
    select
      channel,
      period,
      motive,
      value_band,
      brand,
      is_delegated,
      level,
      list_sum(
        list(
          share
          order by
            share
        )
      ) / any_value(cases) as share_per_case
    from
      borne_strata
    group by
      channel,
      period,
      motive,
      value_band,
      brand,
      is_delegated,
      level
  )
select
  cells.channel, -- channel of the owner
  cells.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  cells.motive, -- motive
  cells.value_band, -- band of the amount at risk
  cells.brand, -- brand
  cells.is_delegated, -- whether an order at risk was handed to another holder than its seller
  any_value(cells.cases) as cases, -- mature cases
  any_value(cells.kept_cases) as kept_cases, -- of these, kept in time
  arg_min(nodes.rate, nodes.level) as spread_rate, -- rate of the cases like these, as many as it takes to know how they spread
  any_value(cells.cases) * coalesce(
    sum(shares.share_per_case) filter(
      where
        nodes.level = 0
    ),
    0
  ) as own_weight, -- share of all cases that are like these
  any_value(cells.cases) * coalesce(
    sum(shares.share_per_case) filter(
      where
        nodes.level = 1
    ),
    0
  ) as weight_without_brand, -- share that falls on these for want of cases of that brand, or delegated like them
  any_value(cells.cases) * coalesce(
    sum(shares.share_per_case) filter(
      where
        nodes.level = 2
    ),
    0
  ) as weight_without_band, -- share for want of cases of that value
  any_value(cells.cases) * coalesce(
    sum(shares.share_per_case) filter(
      where
        nodes.level = 3
    ),
    0
  ) as weight_without_motive -- share for want of cases of that motive
from
  marts.stratum_cells as cells
  cross join unnest([0, 1, 2, 3]) as levels (level)
  join nodes on nodes.channel = cells.channel
  and nodes.period = cells.period
  and nodes.level = levels.level
  and nodes.motive is not distinct from if (levels.level <= 2, cells.motive, null)
  and nodes.value_band is not distinct from if (levels.level <= 1, cells.value_band, null)
  and nodes.brand is not distinct from if (levels.level = 0, cells.brand, null)
  and nodes.is_delegated is not distinct from if (levels.level = 0, cells.is_delegated, null)
  left join borne_shares as shares on shares.channel = nodes.channel
  and shares.period = nodes.period
  and shares.level = nodes.level
  and shares.motive is not distinct from nodes.motive
  and shares.value_band is not distinct from nodes.value_band
  and shares.brand is not distinct from nodes.brand
  and shares.is_delegated is not distinct from nodes.is_delegated
group by
  cells.channel,
  cells.period,
  cells.motive,
  cells.value_band,
  cells.brand,
  cells.is_delegated
