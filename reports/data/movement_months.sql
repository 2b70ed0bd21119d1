-- CA, parc and customers from the opening to the closing of each month, by brand: as booked, and economically.
-- Grain: month, brand, view, ledger, kind
select
  movements.month, -- first day of the month
  coalesce(customers.brand, 'unknown') as brand, -- brand of the customer
  movements.view, -- as_booked or economic
  movements.ledger, -- strict or bridged; as booked there is no bridge
  movements.kind, -- opening, new, expansion, contraction, churn, reactivation or closing
  sum(movements.ca_cents)::bigint as ca_cents, -- CA in force (cents); churn and contraction negative
  sum(movements.parc_cents)::bigint as parc_cents, -- parc (cents a year); churn and contraction negative
  sum(movements.customers)::integer as customers -- customers
from
  marts.movements as movements
  left join staging.customers on customers.customer_id = movements.customer_id
group by
  movements.month,
  coalesce(customers.brand, 'unknown'),
  movements.view,
  movements.ledger,
  movements.kind
order by
  movements.month,
  brand,
  movements.view,
  movements.ledger,
  movements.kind
