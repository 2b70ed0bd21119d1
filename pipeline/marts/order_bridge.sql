-- Order by order, what became of what was cancelled and where what was signed comes from. Cancelled = transferred +
-- contraction by rebooking + contraction by MO- + churn; signed = transferred + expansion by rebooking + renewal +
-- expansion + new + reactivation. What is transferred leaves a cancelled unit and arrives in a new order, so that both
-- sides have the same total. An order counts as new, or as of a customer who comes back, by what was in force the day
-- before it starts.
-- Grain: side, unit_id, kind
with
  -- A new order can be worth more a year than all that was cancelled: what is beyond is no transfer.
  links as (
    select
      links.cancellation_id,
      links.rebooked_order_id,
      links.allocated_cents,
      links.parc_cents,
      greatest(units.parc_cents, 0) as unit_parc_cents,
      sum(greatest(links.parc_cents, 0)) over (
        partition by
          links.cancellation_id
        order by
          links.role = 'split',
          links.rebooked_order_id rows unbounded preceding
      ) as filled_parc_cents
    from
      marts.rebookings as links
      join marts.cancelled_units as units on units.cancellation_id = links.cancellation_id
  ),
  transfers as (
    select
      cancellation_id,
      rebooked_order_id,
      allocated_cents as ca_cents,
      least(unit_parc_cents, filled_parc_cents) - least(unit_parc_cents, filled_parc_cents - greatest(parc_cents, 0)) as parc_cents
    from
      links
  ),
  of_units as (
    select
      cancellation_id,
      sum(ca_cents) as ca_cents,
      sum(parc_cents) as parc_cents
    from
      transfers
    group by
      cancellation_id
  ),
  of_orders as (
    select
      rebooked_order_id as order_id,
      sum(ca_cents) as ca_cents,
      sum(parc_cents) as parc_cents
    from
      transfers
    group by
      rebooked_order_id
  ),
  sides as (
    select
      'cancelled' as side,
      units.cancellation_id as unit_id,
      units.order_id,
      units.customer_id,
      units.cancel_date as event_date,
      units.booked_cents,
      units.parc_cents,
      of_units.ca_cents as transferred_cents,
      of_units.parc_cents as transferred_parc_cents,
      case
        when of_units.cancellation_id is not null then 'rebook_contraction'
        when units.is_explicit_partial then 'mo_contraction'
        else 'churn'
      end as kind
    from
      marts.cancelled_units as units
      left join of_units on of_units.cancellation_id = units.cancellation_id
    union all
    select
      'signed' as side,
      orders.order_id as unit_id,
      orders.order_id,
      orders.customer_id,
      orders.signed_date as event_date,
      orders.booked_cents,
      orders.parc_cents,
      of_orders.ca_cents as transferred_cents,
      of_orders.parc_cents as transferred_parc_cents,
      case
        when of_orders.order_id is not null then 'rebook_expansion'
        when renewals.order_id is not null then 'renewal'
        when before.lines > 0 then 'expansion'
        when before.started_lines > 0 then 'reactivation'
        else 'new'
      end as kind
    from
      marts.booked_orders as orders
      left join of_orders on of_orders.order_id = orders.order_id
      left join marts.renewals as renewals on renewals.order_id = orders.order_id
      asof left join marts.lines_in_force as before on before.customer_id = orders.customer_id
      and before.from_date < orders.first_start_date
  ),
  parts as (
    select
      *,
      coalesce(transferred_cents, 0) as part_ca_cents,
      coalesce(transferred_parc_cents, 0) as part_parc_cents,
      'transferred' as part_kind
    from
      sides
    union all
    select
      *,
      booked_cents - coalesce(transferred_cents, 0) as part_ca_cents,
      parc_cents - coalesce(transferred_parc_cents, 0) as part_parc_cents,
      kind as part_kind
    from
      sides
  )
select
  side, -- cancelled or signed
  unit_id, -- cancelled unit, or order signed
  part_kind as kind, -- transferred; of cancelled rebook_contraction, mo_contraction, churn; of signed rebook_expansion, renewal, expansion, new, reactivation
  order_id, -- order
  customer_id, -- customer
  first_of_month (event_date) as month, -- month of the cut, or of the signature
  part_ca_cents::bigint as ca_cents, -- amount booked (cents)
  part_parc_cents::bigint as parc_cents -- parc (cents a year)
from
  parts
where
  part_kind <> 'transferred'
  or transferred_cents is not null
