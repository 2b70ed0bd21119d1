-- CA, parc and customers from the opening to the closing of each month, in sums that tell of no one: economically and without
-- what is in transit only, those who come back counting as new. Where a month has too few, it stands under the first one of
-- its quarter or year. What is in force is what came and went before.
-- Grain: month, brand, view, ledger, kind
with
  placed as (
    select
      coalesce(cells.month, cells.quarter, cells.year, bounds.first_month) as placed_month,
      cells.*
    from
      cells.movement_cells as cells
      cross join (
        select
          min(month) as first_month
        from
          marts.reporting_months
      ) as bounds
  ),
  moves as (
    select
      placed_month as month,
      brand,
      unnest(['new', 'expansion', 'contraction', 'churn']) as kind,
      unnest([new_cents, expansion_cents, contraction_cents, churn_cents]) as ca_cents,
      unnest([new_parc_cents, expansion_parc_cents, contraction_parc_cents, churn_parc_cents]) as parc_cents,
      unnest([new_customers, 0, 0, churn_customers]) as customers
    from
      placed
  ),
  months as (
    select distinct
      months.placed_month as month,
      brands.brand
    from
      placed as months
      cross join (
        select distinct
          brand
        from
          placed
      ) as brands
  ),
  all_rows as (
    select
      month,
      brand,
      kind,
      ca_cents,
      parc_cents,
      customers
    from
      moves
    union all
    select
      months.month,
      months.brand,
      'opening' as kind,
      moves.ca_cents,
      moves.parc_cents,
      moves.customers
    from
      months
      join moves on moves.brand = months.brand
      and moves.month < months.month
    union all
    select
      months.month,
      months.brand,
      'closing' as kind,
      moves.ca_cents,
      moves.parc_cents,
      moves.customers
    from
      months
      join moves on moves.brand = months.brand
      and moves.month <= months.month
  )
select
  month, -- first day of the month, else of the quarter, of the year or of all
  brand, -- brand of the customer
  'economic' as view, -- economic
  'strict' as ledger, -- strict
  kind, -- opening, new, expansion, contraction, churn or closing
  sum(ca_cents)::bigint as ca_cents, -- CA in force (cents); churn and contraction negative
  sum(parc_cents)::bigint as parc_cents, -- parc (cents a year); churn and contraction negative
  sum(customers)::integer as customers -- customers
from
  all_rows
group by
  month,
  brand,
  kind
order by
  month,
  brand,
  kind
