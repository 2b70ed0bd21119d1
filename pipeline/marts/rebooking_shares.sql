-- How much of each cancelled unit each link keeps, in whole cents that never exceed either side. Orders of a split unit
-- fill it one after the other, the first one first; units merged into one order share it in proportion to their
-- amounts. What an order is worth beyond that is new business. The parc of an order goes with its amount.
-- Grain: cancellation_id, rebooked_order_id
with
  sides as (
    select
      links.*,
      greatest(units.booked_cents, 0) as old_cents,
      units.cancel_date,
      units.last_end_date,
      greatest(orders.booked_cents, 0) as new_cents,
      orders.parc_cents as new_parc_cents,
      sum(old_cents) over (
        partition by
          links.rebooked_order_id
      ) as merged_cents,
      sum(new_cents) over (
        partition by
          links.cancellation_id
        order by
          links.turn rows unbounded preceding
      ) as filled_cents
    from
      marts.rebooking_links as links
      join marts.cancelled_units as units on units.cancellation_id = links.cancellation_id
      join marts.booked_orders as orders on orders.order_id = links.rebooked_order_id
  ),
  allocated as (
    select
      *,
      if (
        order_units > 1,
        largest_remainder_cents (least(new_cents, merged_cents), old_cents, merged_cents, rebooked_order_id, cancellation_id),
        least(old_cents, filled_cents) - least(old_cents, filled_cents - new_cents)
      ) as allocated_cents
    from
      sides
  ),
  transferred as (
    select
      *,
      sum(allocated_cents) over (
        partition by
          rebooked_order_id
      ) as order_allocated_cents,
      round_half_up (new_parc_cents * order_allocated_cents, new_cents) as order_parc_cents
    from
      allocated
  ),
  -- What the new order delivers from the cut to the end of the term that was cancelled.
  terms as (
    select
      allocated.cancellation_id,
      allocated.rebooked_order_id,
      sum(
        delivered_between_cents (
          lines.amount_cents,
          lines.term_start_date,
          lines.term_end_date,
          lines.is_recurring,
          lines.delivered_date,
          allocated.cancel_date,
          allocated.last_end_date
        )
      ) as in_term_cents
    from
      allocated
      join staging.order_lines as lines on lines.order_id = allocated.rebooked_order_id
    where
      allocated.last_end_date is not null
    group by
      allocated.cancellation_id,
      allocated.rebooked_order_id
  )
select
  links.cancellation_id, -- cancelled unit
  links.rebooked_order_id, -- order that replaces it, or a part of it
  links.allocated_cents::bigint as allocated_cents, -- amount of the unit that the order keeps (a, cents)
  if (
    links.last_end_date is null,
    links.allocated_cents,
    coalesce(round_half_up (links.allocated_cents * terms.in_term_cents, links.new_cents), 0)
  )::bigint as in_term_cents, -- of it, delivered before the cancelled term would have ended (aH, cents)
  coalesce(
    largest_remainder_cents (
      links.order_parc_cents,
      links.allocated_cents,
      links.order_allocated_cents,
      links.rebooked_order_id,
      links.cancellation_id
    ),
    0
  )::bigint as parc_cents -- parc of the new order that goes with the allocated amount (cents a year)
from
  transferred as links
  left join terms on terms.cancellation_id = links.cancellation_id
  and terms.rebooked_order_id = links.rebooked_order_id
