-- What pages can be filtered by: the complete months, and the values that are told of cases and cancellations, `withheld` among
-- them.
-- Grain: dimension, value
with
  bands as (
    select
      band,
      min(lower_cents) as lower_cents
    from
      lookups.value_bands
    group by
      band
  ),
  found as (
    select
      'month' as dimension,
      month::varchar as value
    from
      marts.reporting_months
    union
    select
      unnest(['brand', 'channel', 'family', 'motive', 'value_band']) as dimension,
      unnest([brand, channel, family, motive, value_band]) as value
    from
      cells.case_cells
    union
    select
      unnest(['brand', 'channel', 'family', 'motive', 'value_band']) as dimension,
      unnest([brand, channel, family, motive, value_band]) as value
    from
      cells.cancellation_cells
    union
    select
      'brand' as dimension,
      brand as value
    from
      cells.movement_cells
  )
select
  found.dimension, -- month, brand, channel, family, motive or value_band
  found.value, -- value; of months their first day (yyyy-mm-dd)
  if (
    found.dimension = 'value_band',
    rank() over (
      partition by
        found.dimension
      order by
        bands.lower_cents
    ),
    0
  )::integer as place -- place in the list: bands by their amounts, the others as they are named
from
  found
  left join bands on found.dimension = 'value_band'
  and bands.band = found.value
order by
  found.dimension,
  found.value
