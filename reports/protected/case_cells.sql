-- Cases and euros in cells that tell of no one: where a value has too few, it is withheld, and a month stands under the first
-- one of its quarter or year. Outcomes are told in two: kept, in full or in part, and lost or given up.
-- Grain: month, brand, channel, family, motive, value_band
select
  coalesce(cells.month, cells.quarter, cells.year, bounds.first_month) as month, -- month of opening, else the first one of the quarter, of the year or of all
  cells.brand, -- brand
  cells.channel, -- channel of the owner at the end
  cells.family, -- product family with the largest amount in force
  cells.motive, -- main motive
  cells.value_band, -- band of the amount at risk
  sum(cells.cases)::integer as cases, -- eligible cases
  null::integer as open_cases, -- withheld
  null::integer as ever_kept_cases, -- withheld
  null::integer as closed_cases, -- withheld
  sum(cells.mature_cases)::integer as mature_cases, -- opened long enough ago to be settled
  sum(cells.saved_cases)::integer as saved_cases, -- mature, kept in time, in full or in part
  null::integer as saved_partial_cases, -- withheld: counted above
  sum(cells.lost_cases)::integer as lost_cases, -- mature, lost or given up in time
  null::integer as ghost_cases, -- withheld: counted above
  null::integer as crm_saved_cases, -- withheld
  sum(cells.at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk in mature cases (cents)
  sum(cells.kept_ca_cents)::bigint as kept_ca_cents, -- of it, kept in time (cents)
  null::bigint as at_risk_parc_cents, -- withheld
  null::bigint as kept_parc_cents, -- withheld
  null::bigint as gone_ca_cents -- withheld
from
  cells.case_cells as cells
  cross join (
    select
      min(month) as first_month
    from
      marts.reporting_months
  ) as bounds
group by
  coalesce(cells.month, cells.quarter, cells.year, bounds.first_month),
  cells.brand,
  cells.channel,
  cells.family,
  cells.motive,
  cells.value_band
order by
  month,
  cells.brand,
  cells.channel,
  cells.family,
  cells.motive,
  cells.value_band
