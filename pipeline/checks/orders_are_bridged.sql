-- The parts of what was cancelled, and of what was signed, make up all of it; and what leaves the cancelled units of a
-- customer as transferred is what arrives in the customer's new orders.
-- Grain: side, id
with
  booked as (
    select
      'cancelled' as side,
      cancellation_id as id,
      booked_cents as ca_cents,
      parc_cents
    from
      marts.cancelled_units
    union all
    select
      'signed' as side,
      order_id as id,
      booked_cents as ca_cents,
      parc_cents
    from
      marts.booked_orders
  ),
  bridged as (
    select
      side,
      unit_id as id,
      sum(ca_cents) as ca_cents,
      sum(parc_cents) as parc_cents
    from
      marts.order_bridge
    group by
      side,
      unit_id
  ),
  transferred as (
    select
      'transferred' as side,
      customer_id as id,
      sum(ca_cents) filter(side = 'cancelled') as before_ca_cents,
      sum(ca_cents) filter(side = 'signed') as ca_cents,
      sum(parc_cents) filter(side = 'cancelled') as before_parc_cents,
      sum(parc_cents) filter(side = 'signed') as parc_cents
    from
      marts.order_bridge
    where
      kind = 'transferred'
    group by
      customer_id
  ),
  compared as (
    select
      side,
      id,
      booked.ca_cents as before_ca_cents,
      bridged.ca_cents,
      booked.parc_cents as before_parc_cents,
      bridged.parc_cents
    from
      booked
      full join bridged using (side, id)
    union all
    by name
    from
      transferred
  )
select
  side, -- cancelled, signed or transferred
  id, -- cancelled unit, order or customer
  before_ca_cents, -- booked, or transferred from cancelled units (cents)
  ca_cents, -- sum of the parts, or transferred to new orders (cents)
  before_parc_cents, -- the same for the parc (cents a year)
  parc_cents -- the same for the parc (cents a year)
from
  compared
where
  (before_ca_cents, before_parc_cents) is distinct from (ca_cents, parc_cents)
