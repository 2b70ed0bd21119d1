-- What the links miss for each cent cancelled, stratum by stratum, by the audit (draw 0) and by its resamples: as many
-- units of the stratum, taken with replacement by a hash, so that the same audit always gives the same interval.
-- Grain: draw, is_linked, band
with
  strata as (
    select distinct
      is_linked,
      band,
      stratum_units
    from
      marts.audited_units
  ),
  draws as (
    select
      unnest(range(1, 1 + parameter ('audit.replicates')::bigint)) as draw
  ),
  resampled_places as (
    select
      draws.draw,
      strata.is_linked,
      strata.band,
      1 + (
        md5_number_lower(concat_ws('/', draws.draw, strata.is_linked, strata.band, slots.slot)) % strata.stratum_units::ubigint
      )::bigint as position
    from
      strata
      cross join draws
      cross join unnest(range(strata.stratum_units)) as slots (slot)
  ),
  places as (
    select
      0 as draw,
      is_linked,
      band,
      position
    from
      marts.audited_units
    union all
    select
      draw,
      is_linked,
      band,
      position
    from
      resampled_places
  )
select
  places.draw, -- 0: the audit itself; from 1: a resample
  places.is_linked, -- whether an order was known to replace the units
  places.band, -- band of their amount
  sum(units.booked_cents)::bigint as booked_cents, -- amount of the units drawn (cents)
  sum(units.double_miss_cents)::bigint as double_miss_cents -- twice what the links miss of it; negative when they find too much (cents)
from
  places
  join marts.audited_units as units on units.is_linked = places.is_linked
  and units.band = places.band
  and units.position = places.position
group by
  places.draw,
  places.is_linked,
  places.band
