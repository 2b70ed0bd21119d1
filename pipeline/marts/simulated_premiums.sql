-- Every rebooking replayed under every attribution rule and premium plan: what each party is paid, with the cap and the
-- clawback of the plan. What falls on the house or on nobody known is nobody's pay, and shown as such.
-- Grain: rule, plan, cancellation_id, rebooked_order_id, role
with
  -- The cap is one for the rebooking; its parties share it as they had earned.
  limited as (
    select
      *,
      sum(earned_cents) over (
        partition by
          rule,
          plan,
          cancellation_id,
          rebooked_order_id
      ) as link_earned_cents
    from
      marts.simulated_earnings
    where
      cap_cents is not null
  ),
  capped as (
    select
      * exclude (link_earned_cents),
      if (
        cap_cents < link_earned_cents,
        largest_remainder_cents (cap_cents, earned_cents, link_earned_cents, (rule, plan, cancellation_id, rebooked_order_id), role),
        earned_cents
      ) as capped_cents
    from
      limited
    union all
    select
      *,
      earned_cents as capped_cents
    from
      marts.simulated_earnings
    where
      cap_cents is null
  ),
  clawed as (
    select
      capped.*,
      coalesce(round_half_up (- capped.capped_cents * cuts.cut_cents, nullif(orders.booked_cents, 0)), 0) as clawed_back_cents
    from
      capped
      join marts.booked_orders as orders on orders.order_id = capped.rebooked_order_id
      left join marts.early_cuts as cuts on cuts.source_line = capped.source_line
      and cuts.order_id = capped.rebooked_order_id
  )
select
  rule, -- attribution rule
  plan, -- premium plan
  cancellation_id, -- cancelled unit
  rebooked_order_id, -- order that replaces it, or a part of it
  role, -- whom the rule names
  party, -- on whom it falls: seller, house or unknown
  seller_id, -- seller; null when there is none
  channel, -- channel of that seller on that day
  cancel_date, -- day of the cut
  capped_cents::bigint as earned_cents, -- paid on the credit, after the cap (cents)
  taken_back_cents, -- taken back on the reversal (cents), below zero
  clawed_back_cents::bigint as clawed_back_cents, -- taken back because the new order was cut early (cents), below zero
  (capped_cents + taken_back_cents + clawed_back_cents)::bigint as cents -- all three: what the party gains or, below zero, loses
from
  clawed
