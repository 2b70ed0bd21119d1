-- What there is to attribute of each rebooking, measure by measure: what is reversed and what comes back. A unit that is
-- replaced by several orders is shared over them in whole cents; so is an order over the units that it replaces.
-- Grain: cancellation_id, rebooked_order_id, measure
with
  returned as (
    select
      links.cancellation_id,
      links.rebooked_order_id,
      links.allocated_cents,
      links.parc_cents,
      orders.booked_cents as new_cents,
      sum(links.allocated_cents) over (
        partition by
          links.rebooked_order_id
      ) as order_allocated_cents
    from
      marts.rebookings as links
      join marts.booked_orders as orders on orders.order_id = links.rebooked_order_id
  ),
  amounts as (
    select
      units.cancellation_id,
      returned.rebooked_order_id,
      unnest(
        [
          {
            measure: 'CA',
            unit_cents: units.booked_cents,
            delivered_cents: units.delivered_cents,
            kept_cents: returned.allocated_cents
          },
          {measure: 'parc', unit_cents: units.parc_cents, delivered_cents: 0, kept_cents: returned.parc_cents}
        ],
        recursive := true
      )
    from
      returned
      join marts.cancelled_units as units on units.cancellation_id = returned.cancellation_id
    union all
    select
      returned.cancellation_id,
      returned.rebooked_order_id,
      measures.measure,
      if (signed.measured_cents is null, null, cancelled.measured_cents) as unit_cents,
      0 as delivered_cents,
      if (
        cancelled.measured_cents is null,
        null,
        coalesce(
          largest_remainder_cents (
            round_half_up (signed.measured_cents * returned.order_allocated_cents, returned.new_cents),
            returned.allocated_cents,
            returned.order_allocated_cents,
            (returned.rebooked_order_id, measures.measure),
            returned.cancellation_id
          ),
          if (signed.measured_cents is null, null, 0)
        )
      ) as kept_cents
    from
      returned
      cross join (
        select
          unnest(['VJE', 'VJR']) as measure
      ) as measures
      left join marts.seller_measures as cancelled on cancelled.side = 'cancelled'
      and cancelled.id = returned.cancellation_id
      and cancelled.measure = measures.measure
      left join marts.seller_measures as signed on signed.side = 'signed'
      and signed.id = returned.rebooked_order_id
      and signed.measure = measures.measure
  )
select
  amounts.cancellation_id, -- cancelled unit
  amounts.rebooked_order_id, -- order that replaces it, or a part of it
  amounts.measure, -- CA, parc, VJE or VJR
  links.is_attributed, -- whether the link is sure enough to be attributed to anybody
  largest_remainder_cents (
    amounts.unit_cents,
    links.share_weight,
    links.unit_weight,
    (amounts.cancellation_id, amounts.measure),
    amounts.rebooked_order_id
  )::bigint as booked_cents, -- share of the link in what was cancelled (B; cents, hundredths for VJE and VJR); null where the source does not have the measure
  largest_remainder_cents (
    amounts.unit_cents - amounts.delivered_cents,
    links.share_weight,
    links.unit_weight,
    (amounts.cancellation_id, amounts.measure),
    amounts.rebooked_order_id
  )::bigint as undelivered_cents, -- the same without what was delivered before the cut (B − V): only CA has such a part
  amounts.kept_cents::bigint as kept_cents -- what of it the new order keeps (a); null where the source does not have the measure
from
  amounts
  join marts.rebooking_circumstances as links on links.cancellation_id = amounts.cancellation_id
  and links.rebooked_order_id = amounts.rebooked_order_id
