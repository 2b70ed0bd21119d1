-- Who bears the drop of rebookings and who has the credit, under each rule: sums by channel, the house and the unknown
-- apart. Over all holders they make what the company lost.
-- Grain: rule, measure, holder
select
  attributions.rule, -- rule
  attributions.measure, -- CA, parc, VJE or VJR
  holders.holder, -- channel of the seller, house, unknown, or other for channels with few rebookings
  bool_or(attributions.is_prorated) as is_prorated, -- whether what was delivered before the cut is left out
  count(distinct (attributions.cancellation_id, attributions.rebooked_order_id)) as rebookings, -- rebookings
  sum(attributions.reversal_cents)::bigint as reversal_cents, -- drop that falls on it (cents, hundredths for VJE and VJR), below zero
  sum(attributions.credit_cents)::bigint as credit_cents, -- credit that it has
  sum(attributions.cents)::bigint as cents -- both
from
  marts.attributions
  join marts.attribution_holders as holders on holders.channel = attributions.channel
group by
  attributions.rule,
  attributions.measure,
  holders.holder
order by
  attributions.rule,
  attributions.measure,
  holders.holder
