-- Customers at risk who ask to leave and mention a motive, by team and by brand.
-- Grain: unit, unit_value, motive, month
with
  told as (
    select
      unnest(['team', 'brand']) as unit,
      unnest([teams.team, teams.brand]) as unit_value,
      months.motive,
      months.month,
      months.is_at_risk
    from
      marts.motive_months as months
      join marts.customer_teams as teams on teams.customer_id = months.customer_id
  )
select
  unit, -- team or brand
  unit_value, -- which one; unknown where nobody tells
  motive, -- motive; MISSING and UNMAPPED too
  month, -- month
  count_if(is_at_risk)::bigint as customers, -- customers at risk who mention it
  count_if(not is_at_risk)::bigint as other_customers -- customers with nothing in force who do: left out of all rates
from
  told
group by
  unit,
  unit_value,
  motive,
  month
