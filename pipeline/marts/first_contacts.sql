-- Who reached the customer first after the request to cancel: the first call or message that a person of the company made,
-- from the day of the request (else of the opening of the case) to that of the new signature. What the customer began is
-- no such contact: the request itself would be the first.
-- Grain: cancellation_id, rebooked_order_id
with
  requests as (
    select
      links.cancellation_id,
      links.rebooked_order_id,
      links.customer_id,
      units.seller_id as original_seller_id,
      orders.seller_id as rebooking_seller_id,
      orders.signed_date,
      coalesce(units.requested_date, episodes.opened_date) as requested_date
    from
      marts.rebookings as links
      join marts.cancelled_units as units on units.cancellation_id = links.cancellation_id
      join marts.booked_orders as orders on orders.order_id = links.rebooked_order_id
      left join marts.case_units on case_units.cancellation_id = links.cancellation_id
      left join marts.case_episodes as episodes on episodes.case_id = case_units.case_id
  ),
  reached as (
    select
      contacts.customer_id,
      contacts.adviser_id,
      contacts.at as reached_at,
      local_date (contacts.at) as contact_date,
      contacts.system,
      contacts.contact_id
    from
      staging.contacts
    where
      contacts.direction = 'outbound'
      and contacts.adviser_id is not null
      and not coalesce(contacts.is_automatic, false)
  )
select
  requests.cancellation_id, -- cancelled unit
  requests.rebooked_order_id, -- order that replaces it, or a part of it
  reached.adviser_id as seller_id, -- who made the contact
  reached.contact_date, -- on which day
  case
    when reached.adviser_id = requests.original_seller_id then 'original_seller'
    when reached.adviser_id = requests.rebooking_seller_id then 'rebooking_seller'
    else 'other'
  end as first_contact -- who that is: original_seller, rebooking_seller or other
from
  requests
  join reached on reached.customer_id = requests.customer_id
  and reached.contact_date between requests.requested_date and requests.signed_date
qualify
  row_number() over (
    partition by
      requests.cancellation_id,
      requests.rebooked_order_id
    order by
      reached.reached_at,
      reached.system,
      reached.contact_id
  ) = 1
