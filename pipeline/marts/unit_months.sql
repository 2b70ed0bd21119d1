-- Customers at risk of leaving, by team and by brand: those with anything in force at the beginning of a month, or won in it.
-- Grain: unit, unit_value, month
with
  team_months as (
    select
      teams.team,
      teams.brand,
      movements.month,
      sum(if (movements.kind = 'churn', 0, movements.customers)) as customers,
      sum(if (movements.kind = 'churn', - movements.customers, 0)) as lost_customers
    from
      marts.movements
      join marts.customer_teams as teams on teams.customer_id = movements.customer_id
    where
      movements.view = 'economic'
      and movements.ledger = 'strict'
      and movements.kind in ('opening', 'new', 'reactivation', 'churn')
    group by
      teams.team,
      teams.brand,
      movements.month
  ),
  units as (
    select
      unnest(['team', 'brand']) as unit,
      unnest([team, brand]) as unit_value,
      month,
      customers,
      lost_customers
    from
      team_months
  )
select
  unit, -- team or brand
  unit_value, -- which one; unknown where nobody tells
  month, -- month
  sum(customers)::bigint as customers, -- customers at risk
  sum(lost_customers)::bigint as lost_customers -- of these, lost in the month
from
  units
group by
  unit,
  unit_value,
  month
