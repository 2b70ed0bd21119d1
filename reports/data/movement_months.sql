-- CA, parc and customers from the opening to the closing of each month: as booked, and economically.
-- Grain: month, view, ledger, kind
select
  month, -- first day of the month
  view, -- as_booked or economic
  ledger, -- strict or bridged; as booked there is no bridge
  kind, -- opening, new, expansion, contraction, churn, reactivation or closing
  sum(ca_cents)::bigint as ca_cents, -- CA in force (cents); churn and contraction negative
  sum(parc_cents)::bigint as parc_cents, -- parc (cents a year); churn and contraction negative
  sum(customers)::bigint as customers -- customers
from
  marts.movements
group by
  month,
  view,
  ledger,
  kind
order by
  month,
  view,
  ledger,
  kind
