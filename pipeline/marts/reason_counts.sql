-- Motives, counted, with what was at risk, lost and kept under each. Cases without reason and labels that nobody has
-- mapped are motives of their own. Any cut is the sum of its rows: cases come in 2520ths, whole in every way of counting.
-- Grain: month, brand, channel, family, value_band, counting, motive
select
  cuts.month, -- month in which the cases were opened
  cuts.brand, -- brand
  cuts.channel, -- channel of the owner at the end
  cuts.family, -- product family with the largest amount in force
  coalesce(strata.value_band, 'unknown') as value_band, -- band of the amount at risk
  shares.counting, -- primary, fractional, weighted or mention
  shares.motive, -- motive; MISSING without reason, UNMAPPED, MULTI_NO_PRIMARY
  coalesce(any_value(families.family), shares.motive) as motive_family, -- family of the motive; those without one are their own
  count(*) as cases, -- cases that count here, whole or in part
  sum(shares.case_parts)::bigint as case_parts, -- these cases (2520ths)
  sum(if (outcomes.outcome in ('lost', 'ghost'), shares.case_parts, 0))::bigint as lost_parts, -- of these, lost, or given up because the customer could not be reached (2520ths)
  sum(if (shares.is_settled, 0, shares.case_parts))::bigint as open_parts, -- of these, without an outcome (2520ths)
  sum(shares.at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk (cents)
  sum(shares.lost_ca_cents)::bigint as lost_ca_cents, -- of it, lost in settled cases, saved in part included (cents)
  sum(if (shares.is_settled, shares.at_risk_ca_cents - shares.lost_ca_cents, 0))::bigint as kept_ca_cents, -- of it, kept in settled cases (cents)
  sum(shares.at_risk_parc_cents)::bigint as at_risk_parc_cents, -- parc at risk (cents a year)
  sum(shares.lost_parc_cents)::bigint as lost_parc_cents, -- of it, lost in settled cases (cents a year)
  sum(if (shares.is_settled, shares.at_risk_parc_cents - shares.lost_parc_cents, 0))::bigint as kept_parc_cents -- of it, kept in settled cases (cents a year)
from
  marts.reason_shares as shares
  join marts.case_outcomes as outcomes on outcomes.case_id = shares.case_id
  join marts.case_cuts as cuts on cuts.case_id = shares.case_id
  left join marts.case_strata as strata on strata.case_id = shares.case_id
  left join motive_families () as families on families.motive = shares.motive
group by
  cuts.month,
  cuts.brand,
  cuts.channel,
  cuts.family,
  coalesce(strata.value_band, 'unknown'),
  shares.counting,
  shares.motive
