-- Main motives in the cells of cases that tell of no one; equal shares and mentions are withheld, for a case is in several of
-- them.
-- Grain: month, brand, channel, family, value_band, counting, motive
select
  coalesce(cells.month, cells.quarter, cells.year, bounds.first_month) as month, -- month of opening, else the first one of the quarter, of the year or of all
  cells.brand, -- brand
  cells.channel, -- channel of the owner at the end
  cells.family, -- product family with the largest amount in force
  cells.value_band, -- band of the amount at risk
  'primary' as counting, -- primary
  cells.motive, -- motive
  coalesce(any_value(families.family), cells.motive) as motive_family, -- family of the motive
  (2520 * sum(cells.cases))::integer as case_parts, -- cases (2520ths)
  (2520 * sum(cells.lost_cases))::integer as lost_parts, -- of these, mature, lost or given up in time (2520ths)
  sum(cells.at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk in mature cases (cents)
  sum(cells.at_risk_ca_cents - cells.kept_ca_cents)::bigint as lost_ca_cents, -- of it, not kept in time (cents)
  sum(cells.kept_ca_cents)::bigint as kept_ca_cents -- of it, kept in time (cents)
from
  cells.case_cells as cells
  cross join (
    select
      min(month) as first_month
    from
      marts.reporting_months
  ) as bounds
  left join motive_families () as families on families.motive = cells.motive
group by
  coalesce(cells.month, cells.quarter, cells.year, bounds.first_month),
  cells.brand,
  cells.channel,
  cells.family,
  cells.value_band,
  cells.motive
order by
  month,
  cells.brand,
  cells.channel,
  cells.family,
  cells.value_band,
  cells.motive
