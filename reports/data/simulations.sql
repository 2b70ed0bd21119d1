-- What each party would be paid under every attribution rule and premium plan, over all rebookings.
-- Grain: rule, plan, holder
select
  premiums.rule, -- attribution rule
  premiums.plan, -- premium plan
  holders.holder, -- channel of the seller, house, unknown, or other for channels with few rebookings
  sum(premiums.earned_cents)::bigint as earned_cents, -- paid on credits (cents)
  sum(premiums.taken_back_cents)::bigint as taken_back_cents, -- taken back on reversals (cents), below zero
  sum(premiums.clawed_back_cents)::bigint as clawed_back_cents, -- taken back because the new order was cut early (cents), below zero
  sum(premiums.cents)::bigint as cents -- all three
from
  marts.simulated_premiums as premiums
  join marts.attribution_holders as holders on holders.channel = premiums.channel
group by
  premiums.rule,
  premiums.plan,
  holders.holder
order by
  premiums.rule,
  premiums.plan,
  holders.holder
