-- What an action still to come would be planned with: customers in force and how many mention a motive in a year, by team and by brand.
-- Grain: unit, unit_value, motive
with
  months as (
    select
      month
    from
      marts.reporting_months
    order by
      month desc
    limit
      12
  ),
  units as (
    select
      units.unit,
      units.unit_value,
      arg_max(units.customers, units.month) as customers,
      sum(units.customers)::bigint as customer_months,
      sum(units.lost_customers)::bigint as lost_customers
    from
      marts.unit_months as units
      join months on months.month = units.month
    group by
      units.unit,
      units.unit_value
  ),
  motives as (
    select
      told.unit,
      told.unit_value,
      told.motive,
      sum(told.customers)::bigint as events,
      sum(told.other_customers)::bigint as other_events
    from
      marts.unit_motives as told
      join months on months.month = told.month
    group by
      told.unit,
      told.unit_value,
      told.motive
    union all
    select
      unit,
      unit_value,
      'churn' as motive,
      lost_customers as events,
      0 as other_events
    from
      units
  )
select
  units.unit, -- team or brand
  units.unit_value, -- which one; unknown where nobody tells
  motives.motive, -- motive mentioned; churn for customers lost
  units.customers, -- customers at risk in the last month
  units.customer_months, -- customers at risk, over the last twelve months
  motives.events, -- of these, with the motive
  motives.other_events -- customers with nothing in force who mention it: left out of all rates
from
  units
  join motives on motives.unit = units.unit
  and motives.unit_value = units.unit_value
where
  units.customers >= parameter ('cell.hidden_below')
order by
  units.unit,
  units.unit_value,
  motives.motive
