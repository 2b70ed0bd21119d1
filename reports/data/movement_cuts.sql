-- The movements of each month by brand, in both views: the parts add up to the whole, and each part balances by itself.
-- Grain: month, view, ledger, kind, brand
select
  movements.month, -- first day of the month
  movements.view, -- as_booked or economic
  movements.ledger, -- strict or bridged; as booked there is no bridge
  movements.kind, -- opening, new, expansion, contraction, churn, reactivation or closing
  coalesce(customers.brand, 'unknown') as brand, -- brand of the customer
  sum(movements.ca_cents)::bigint as ca_cents, -- CA in force (cents); churn and contraction negative
  sum(movements.parc_cents)::bigint as parc_cents, -- parc (cents a year); churn and contraction negative
  sum(movements.customers)::bigint as customers -- customers
from
  marts.movements
  left join staging.customers on customers.customer_id = movements.customer_id
group by
  movements.month,
  movements.view,
  movements.ledger,
  movements.kind,
  coalesce(customers.brand, 'unknown')
order by
  month,
  view,
  ledger,
  kind,
  brand
