-- What a premium plan pays on a rebooking is never more than what was earned nor less than nothing, and what an early cut
-- takes back is never more than what was paid.
-- Grain: rule, plan, cancellation_id, rebooked_order_id, role
select
  premiums.role, -- role
  premiums.rule, -- rule
  premiums.plan, -- plan
  premiums.cancellation_id, -- cancelled unit
  premiums.rebooked_order_id, -- order that replaces it
  premiums.earned_cents, -- paid (cents)
  earnings.earned_cents as uncapped_cents -- earned before the cap (cents)
from
  marts.simulated_premiums as premiums
  join marts.simulated_earnings as earnings on earnings.rule = premiums.rule
  and earnings.plan = premiums.plan
  and earnings.cancellation_id = premiums.cancellation_id
  and earnings.rebooked_order_id = premiums.rebooked_order_id
  and earnings.role = premiums.role
where
  premiums.earned_cents not between 0 and earnings.earned_cents
  or premiums.clawed_back_cents not between - premiums.earned_cents and 0
order by
  premiums.role,
  premiums.cancellation_id
