-- What attribution rules ask of a rebooking: why, after how long, who sold what, whose order it was, who reached the
-- customer first; and the weight of the link where a cancelled unit is shared over several orders.
-- Grain: cancellation_id, rebooked_order_id
with
  weighted as (
    select
      cancellation_id,
      rebooked_order_id,
      sum(allocated_cents) over units as unit_allocated_cents,
      -- A unit of which nothing is kept goes with all its links alike.
      if (unit_allocated_cents = 0, 1, allocated_cents) as weight
    from
      marts.rebookings
    window
      units as (
        partition by
          cancellation_id
      )
  )
select
  links.cancellation_id, -- cancelled unit
  links.rebooked_order_id, -- order that replaces it, or a part of it
  links.class, -- how sure the link is
  classes.is_attributed, -- whether a link of this class is attributed to anybody
  units.cancel_date, -- day of the cut: the rules of that day apply
  orders.signed_date, -- day of the new signature
  coalesce(motives.motive, 'MISSING') as motive, -- motive of the case; MISSING where none tells
  orders.signed_date - coalesce(units.requested_date, units.cancel_date) as delay_days, -- days from the request, else the cut, to the new signature; negative before
  links.original_seller_id, -- seller of the cancelled order
  links.original_channel, -- channel of that sale
  links.rebooking_seller_id, -- seller of the new order
  links.rebooking_channel, -- channel of that sale
  cancelled.assignment, -- whose order was cancelled: seller, delegated or unknown
  contacts.seller_id as first_contact_seller_id, -- who reached the customer first; null when nobody is known to have
  contacts.contact_date as first_contact_date, -- on which day
  coalesce(contacts.first_contact, 'none') as first_contact, -- who that is: original_seller, rebooking_seller, other or none
  weighted.weight::bigint as share_weight, -- what counts where the unit is shared over its links
  sum(weighted.weight) over (
    partition by
      links.cancellation_id
  )::bigint as unit_weight -- the same of all its links
from
  marts.rebookings as links
  join lookups.link_classes as classes on classes.class = links.class
  join weighted on weighted.cancellation_id = links.cancellation_id
  and weighted.rebooked_order_id = links.rebooked_order_id
  join marts.cancelled_units as units on units.cancellation_id = links.cancellation_id
  join staging.orders as cancelled on cancelled.order_id = links.cancelled_order_id
  join marts.booked_orders as orders on orders.order_id = links.rebooked_order_id
  left join marts.case_units on case_units.cancellation_id = links.cancellation_id
  left join marts.case_motives as motives on motives.case_id = case_units.case_id
  left join marts.first_contacts as contacts on contacts.cancellation_id = links.cancellation_id
  and contacts.rebooked_order_id = links.rebooked_order_id
