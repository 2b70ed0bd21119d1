-- The rebooking on which the methods are worked: one to one, sure and settled, and the nearest to the amounts that
-- everybody quotes. With the columns of the tables as they are.
-- Grain: cancellation_id
with
  single_orders as (
    select
      cancellation_id,
      any_value(rebooked_order_id) as rebooked_order_id
    from
      marts.rebookings
    group by
      cancellation_id
    having
      count(*) = 1
  )
select
  units.cancellation_id, -- cancelled unit
  units.group_id, -- rebooking that it belongs to
  units.order_id, -- order that was cancelled
  single_orders.rebooked_order_id, -- order that replaces it
  units.cancel_date, -- first day not served
  units.booked_cents, -- B: amount booked (cents)
  units.delivered_cents, -- V: of it, delivered until the cut (cents)
  units.kept_cents, -- kept: billed and not credited (cents); null when no system delivers invoices
  units.rebooked_cents, -- a: rebooked (cents)
  units.rebooked_in_term_cents, -- aH: of it, within the cancelled term (cents)
  units.loss_booked_cents, -- B − a (cents)
  units.loss_company_cents, -- B − kept − a (cents)
  units.loss_horizon_cents, -- B − kept − aH (cents)
  units.extension_cents, -- a − aH (cents)
  units.leak_cents, -- V − kept (cents); null when no system delivers invoices
  units.parc_before_cents, -- parc cancelled (cents a year)
  units.parc_after_cents, -- parc of the new order (cents a year)
  units.loss_parc_cents, -- parc lost (cents a year)
  asked.unavoidable_low_cents, -- what the customer asked to drop, at least (cents)
  asked.unavoidable_high_cents, -- at most (cents)
  asked.mo_gap_low_cents, -- what the process added, at least (cents); null when no system delivers invoices
  asked.mo_gap_high_cents, -- at most (cents)
  asked.mo_gap_horizon_low_cents, -- the same over the cancelled term, at least (cents); null when no system delivers invoices
  asked.mo_gap_horizon_high_cents -- at most (cents)
from
  marts.cancellations as units
  join single_orders on single_orders.cancellation_id = units.cancellation_id
  join marts.loss_counterfactuals as asked on asked.cancellation_id = units.cancellation_id
where
  units.is_mature
  and units.class in ('E', 'A')
  and units.loss_booked_cents > 0
order by
  abs(units.booked_cents - parameter ('example.booked_cents')) + abs(units.rebooked_cents - parameter ('example.rebooked_cents')),
  units.cancellation_id
limit
  1
