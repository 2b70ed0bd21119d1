-- Cancelled units and what became of them: what had been delivered, what billing kept, what was rebooked, what is lost.
-- Sums of links that are declared or more likely than not; nothing here is corrected for links that were missed.
-- Grain: cancellation_id
with
  rebooked as (
    select
      cancellation_id,
      sum(allocated_cents) as rebooked_cents,
      sum(in_term_cents) as rebooked_in_term_cents,
      sum(rebookings.parc_cents) as rebooked_parc_cents,
      min(orders.signed_date) as rebooked_date,
      arg_max(rebookings.class, classes.position) as class,
      arg_min(rebookings.type, rebookings.rebooked_order_id) as type,
      any_value(rebookings.group_id) as group_id
    from
      marts.rebookings
      join marts.booked_orders as orders on orders.order_id = rebookings.rebooked_order_id
      join lookups.link_classes as classes on classes.class = rebookings.class
    group by
      cancellation_id
  ),
  measured as (
    select
      units.*,
      coalesce(rebooked.rebooked_cents, 0) as rebooked_cents,
      coalesce(rebooked.rebooked_in_term_cents, 0) as rebooked_in_term_cents,
      coalesce(rebooked.rebooked_parc_cents, 0) as parc_after_cents,
      rebooked.rebooked_date,
      rebooked.class,
      rebooked.group_id,
      case
        when rebooked.type is not null then rebooked.type
        when units.is_explicit_partial then 'explicit_mo'
        else 'unlinked'
      end as type
    from
      marts.cancelled_units as units
      left join rebooked on rebooked.cancellation_id = units.cancellation_id
  )
select
  units.cancellation_id, -- cancelled unit: order and day of the cut
  units.order_id, -- order
  units.customer_id, -- customer
  units.seller_id, -- seller of the order
  units.channel, -- channel of the sale
  units.case_id, -- case named by the order
  units.interval_start_date, -- first of the days on which it was asked for, took effect and was recorded
  units.interval_end_date, -- last of these days
  units.cancel_date, -- first day no longer served
  units.booked_cents, -- amount booked (B, cents)
  units.delivered_cents, -- delivered before the cut (V, cents)
  units.kept_cents, -- billed and not credited (cents)
  units.rebooked_cents::bigint as rebooked_cents, -- kept by the orders that replace it (a, cents)
  units.rebooked_in_term_cents::bigint as rebooked_in_term_cents, -- of it, within the cancelled term (aH, cents)
  (units.booked_cents - units.rebooked_cents)::bigint as loss_booked_cents, -- B − a: the drop as sellers see it (cents)
  (units.booked_cents - units.kept_cents - units.rebooked_cents)::bigint as loss_company_cents, -- B − kept − a (cents)
  (units.booked_cents - units.kept_cents - units.rebooked_in_term_cents)::bigint as loss_horizon_cents, -- B − kept − aH: the loss over the cancelled term (cents)
  (units.rebooked_cents - units.rebooked_in_term_cents)::bigint as extension_cents, -- a − aH: sold beyond that term (cents)
  if (
    exists (
      from
        staging.invoices
    ),
    units.delivered_cents - units.kept_cents,
    null
  ) as leak_cents, -- V − kept: delivered and not billed (cents); null when no system delivers invoices
  units.parc_cents as parc_before_cents, -- parc value of the unit (cents a year)
  units.parc_after_cents::bigint as parc_after_cents, -- parc that the new orders keep of it (cents a year)
  (units.parc_cents - units.parc_after_cents)::bigint as loss_parc_cents, -- parc lost (cents a year)
  units.rebooked_date, -- first signature of an order that replaces it; null when there is none
  units.class, -- the weakest of its links; null when there is none
  units.type, -- kind of replacement, explicit_mo, or unlinked
  units.group_id, -- group of its links; null when there is none
  chains.chain_id, -- chain of rebookings that it belongs to, called after its first group
  units.is_explicit_partial, -- whether the system records it as an MO-
  units.cancel_date + parameter ('maturity.days')::integer <= runs.as_of as is_mature -- whether a rebooking would be known
from
  measured as units
  cross join meta.run as runs
  left join marts.chains on chains.cancellation_id = units.cancellation_id
