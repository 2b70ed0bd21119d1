-- what was cancelled, from the first to the last of its days
-- Grain: cancellation_id
-- Form: facts
-- Empty: nothing of this order was cancelled
with
  rebooked as (
    select
      cancellation_id,
      string_agg(
        rebooked_order_id || ' (' || class || ')',
        ' + '
        order by
          role,
          rebooked_order_id
      ) as orders
    from
      marts.rebookings
    group by
      cancellation_id
  )
select
  cuts.cancellation_id, -- cancellation
  units.requested_date, -- asked for on
  cuts.cancel_date, -- first day no longer served
  units.recorded_date, -- recorded on
  units.lines, -- lines cut
  case
    when cuts.is_explicit_partial then 'the lines cut: an MO-'
    when losses.is_scope_imputed then 'not known: bounds are given'
    else 'known line by line'
  end as scope, -- what was asked for
  units.cancelled_by_seller_id, -- cancelled by
  units.cancel_reason, -- reason
  coalesce(rebooked.orders, 'no order') as rebooked_as, -- rebooked as (class)
  cuts.type, -- kind
  if (cuts.is_mature, 'settled', 'a rebooking may still come') as state -- state
from
  marts.cancellations as cuts
  join marts.cancelled_units as units on units.cancellation_id = cuts.cancellation_id
  join marts.loss_counterfactuals as losses on losses.cancellation_id = cuts.cancellation_id
  left join rebooked on rebooked.cancellation_id = cuts.cancellation_id
where
  cuts.order_id = getvariable ('order_id')
  and coalesce(cuts.cancellation_id = getvariable ('cancellation_id'), true)
order by
  cuts.cancel_date
