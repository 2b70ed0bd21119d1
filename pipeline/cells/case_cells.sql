-- What a case adds to the cells of cases; those kept in full or in part count together, and so do those lost or given up.
-- Grain: record_id
with
  cases as (
    select
      *,
      is_mature
      and is_timely
      and outcome in ('saved', 'saved_partial') as is_kept,
      is_mature
      and is_timely
      and outcome in ('lost', 'ghost') as is_lost
    from
      marts.case_outcomes
  )
select
  cases.case_id as record_id, -- case
  cases.customer_id, -- customer
  cases.owner_seller_id as seller_id, -- seller who owns it
  date_trunc('year', cuts.month)::date as year, -- year in which it was opened
  cuts.channel, -- channel of the owner at the end
  date_trunc('quarter', cuts.month)::date as quarter, -- quarter
  cuts.month, -- month
  cuts.brand, -- brand
  strata.motive, -- main motive
  strata.value_band, -- band of the amount at risk
  cuts.family, -- product family with the largest amount in force
  1::bigint as cases, -- itself
  cases.is_mature::bigint as mature_cases, -- whether it was opened long enough ago to be settled
  cases.is_kept::bigint as saved_cases, -- mature, kept in time, in full or in part
  cases.is_lost::bigint as lost_cases, -- mature, lost or given up in time
  if (cases.is_mature, cases.at_risk_ca_cents, 0)::bigint as at_risk_ca_cents, -- amount at risk, of mature cases (cents)
  if (cases.is_kept, cases.kept_ca_cents, 0)::bigint as kept_ca_cents -- of it, kept in time (cents)
from
  cases
  join marts.case_cuts as cuts on cuts.case_id = cases.case_id
  join marts.case_strata as strata on strata.case_id = cases.case_id
