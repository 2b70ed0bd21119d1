-- Whether a rebooking pays for the one who makes it, under every attribution rule and premium plan, beside what the company
-- has of it.
-- Grain: rule, plan, cancellation_id, rebooked_order_id
with
  pay as (
    select
      premiums.rule,
      premiums.plan,
      premiums.cancellation_id,
      premiums.rebooked_order_id,
      any_value(premiums.cancel_date) as cancel_date,
      any_value(links.rebooking_seller_id) as rebooking_seller_id,
      coalesce(
        sum(premiums.cents) filter(
          where
            premiums.seller_id = links.rebooking_seller_id
            and premiums.party = 'seller'
        ),
        0
      ) as rebooker_cents
    from
      marts.simulated_premiums as premiums
      join marts.rebooking_circumstances as links on links.cancellation_id = premiums.cancellation_id
      and links.rebooked_order_id = premiums.rebooked_order_id
    group by
      premiums.rule,
      premiums.plan,
      premiums.cancellation_id,
      premiums.rebooked_order_id
  )
select
  pay.rule, -- attribution rule
  pay.plan, -- premium plan
  pay.cancellation_id, -- cancelled unit
  pay.rebooked_order_id, -- order that replaces it, or a part of it
  pay.cancel_date, -- day of the cut
  pay.rebooker_cents::bigint as rebooker_cents, -- what the seller of the new order gains or, below zero, loses by it, in all roles (cents)
  pay.rebooker_cents > 0 as pays, -- whether it pays for that seller
  results.company_cents < 0
  and results.mo_gap_low_cents > 0 as is_company_worse -- whether the company lost CA by it and an MO- would surely have kept more; null when nobody delivers invoices
from
  pay
  join marts.rebooking_results as results on results.cancellation_id = pay.cancellation_id
  and results.rebooked_order_id = pay.rebooked_order_id
