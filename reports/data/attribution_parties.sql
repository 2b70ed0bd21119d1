-- Who bears the drop of rebookings and who has the credit, under each rule: sums by channel, the house and the unknown
-- apart. Over all holders they make what the company lost.
-- Grain: month, brand, rule, measure, holder
select
  first_of_month (units.cancel_date) as month, -- month of the cut
  coalesce(customers.brand, 'unknown') as brand, -- brand of the customer
  attributions.rule, -- rule
  attributions.measure, -- CA, parc, VJE or VJR
  holders.holder, -- channel of the seller, house, unknown, or other for channels with few rebookings
  count(distinct (attributions.cancellation_id, attributions.rebooked_order_id))::integer as rebookings, -- rebookings
  sum(attributions.reversal_cents)::bigint as reversal_cents, -- drop that falls on it (cents, hundredths for VJE and VJR), below zero
  sum(attributions.credit_cents)::bigint as credit_cents, -- credit that it has
  sum(attributions.cents)::bigint as cents -- both
from
  marts.attributions
  join marts.attribution_holders as holders on holders.channel = attributions.channel
  join marts.cancelled_units as units on units.cancellation_id = attributions.cancellation_id
  left join staging.customers on customers.customer_id = units.customer_id
group by
  first_of_month (units.cancel_date),
  coalesce(customers.brand, 'unknown'),
  attributions.rule,
  attributions.measure,
  holders.holder
order by
  month,
  brand,
  attributions.rule,
  attributions.measure,
  holders.holder
