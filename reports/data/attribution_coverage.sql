-- What can be attributed and what cannot: rebookings by how sure the link is, and those for which the source lacks a measure.
-- Links of class D are only possible: what they would keep is not rebooked anywhere else.
-- Grain: measure, class
with
  pairs as (
    select
      bases.measure,
      links.class,
      bases.is_attributed,
      bases.booked_cents,
      bases.kept_cents
    from
      marts.attribution_bases as bases
      join marts.rebooking_circumstances as links on links.cancellation_id = bases.cancellation_id
      and links.rebooked_order_id = bases.rebooked_order_id
    union all
    select
      'CA' as measure,
      'D' as class,
      false as is_attributed,
      allocated_cents as booked_cents,
      allocated_cents as kept_cents
    from
      marts.possible_rebookings
  )
select
  measure, -- CA, parc, VJE or VJR
  class, -- E, A, B: attributed; C, D: not attributable
  bool_or(is_attributed) as is_attributed, -- whether it is attributed to anybody
  count(*) as rebookings, -- rebookings
  count(*) - count(booked_cents) as unmeasured, -- of them, those for which the source lacks the measure
  coalesce(sum(booked_cents), 0)::bigint as booked_cents, -- cancelled (cents, hundredths for VJE and VJR); for D what would be kept
  coalesce(sum(kept_cents), 0)::bigint as kept_cents -- kept by the new orders
from
  pairs
group by
  measure,
  class
order by
  measure,
  class
