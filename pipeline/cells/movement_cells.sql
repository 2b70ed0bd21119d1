-- What a customer adds to the movements of a month, as they are in truth and without what is in transit; whoever comes back
-- counts as won, and so does what was there before the first month.
-- Grain: record_id
with
  moves as (
    select
      movements.*,
      case
        when movements.kind = 'reactivation' then 'new'
        when movements.kind = 'opening' then 'new'
        else movements.kind
      end as told_kind
    from
      marts.movements as movements
      cross join (
        select
          min(month) as first_month
        from
          marts.reporting_months
      ) as months
    where
      movements.view = 'economic'
      and movements.ledger = 'strict'
      and movements.kind <> 'closing'
      and (
        movements.kind <> 'opening'
        or movements.month = months.first_month
      )
  )
select
  moves.customer_id || ' ' || moves.month as record_id, -- customer and month
  moves.customer_id, -- customer
  null::varchar as seller_id, -- nobody's: customers are everybody's
  date_trunc('year', moves.month)::date as year, -- year
  date_trunc('quarter', moves.month)::date as quarter, -- quarter
  moves.month, -- month
  coalesce(any_value(customers.brand), 'unknown') as brand, -- brand of the customer
  sum(if (told_kind = 'new', moves.customers, 0))::bigint as new_customers, -- won, or won again
  sum(if (told_kind = 'churn', moves.customers, 0))::bigint as churn_customers, -- lost, below zero
  sum(if (told_kind = 'new', moves.ca_cents, 0))::bigint as new_cents, -- CA won (cents)
  sum(if (told_kind = 'expansion', moves.ca_cents, 0))::bigint as expansion_cents, -- CA grown (cents)
  sum(if (told_kind = 'contraction', moves.ca_cents, 0))::bigint as contraction_cents, -- CA shrunk (cents), below zero
  sum(if (told_kind = 'churn', moves.ca_cents, 0))::bigint as churn_cents, -- CA lost (cents), below zero
  sum(if (told_kind = 'new', moves.parc_cents, 0))::bigint as new_parc_cents, -- parc won (cents a year)
  sum(if (told_kind = 'expansion', moves.parc_cents, 0))::bigint as expansion_parc_cents, -- parc grown (cents a year)
  sum(if (told_kind = 'contraction', moves.parc_cents, 0))::bigint as contraction_parc_cents, -- parc shrunk (cents a year), below zero
  sum(if (told_kind = 'churn', moves.parc_cents, 0))::bigint as churn_parc_cents -- parc lost (cents a year), below zero
from
  moves
  left join staging.customers on customers.customer_id = moves.customer_id
group by
  moves.customer_id,
  moves.month
