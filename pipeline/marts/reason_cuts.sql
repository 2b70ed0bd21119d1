-- Motives by what the counts of the months leave out: competitor, missing feature, seller of origin and tenure. Of each
-- cut the rows of a way of counting add up to all cases (2520ths).
-- Grain: month, cut, value, counting, motive
with
  cut_cases as (
    select
      case_id,
      month,
      unnest(['competitor', 'missing_feature', 'seller', 'tenure_band']) as cut,
      unnest([competitor, missing_feature, seller, tenure_band]) as value
    from
      marts.case_cuts
  )
select
  cases.month, -- month in which the cases were opened
  cases.cut, -- competitor, missing_feature, seller or tenure_band
  cases.value, -- competitor, feature, seller of origin or band; none, several or unknown
  shares.counting, -- primary, fractional, weighted or mention
  shares.motive, -- motive; MISSING without reason, UNMAPPED, MULTI_NO_PRIMARY
  count(*) as cases, -- cases that count here, whole or in part
  sum(shares.case_parts)::bigint as case_parts, -- these cases (2520ths)
  sum(shares.at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk (cents)
  sum(shares.lost_ca_cents)::bigint as lost_ca_cents -- of it, lost in settled cases (cents)
from
  cut_cases as cases
  join marts.reason_shares as shares on shares.case_id = cases.case_id
group by
  cases.month,
  cases.cut,
  cases.value,
  shares.counting,
  shares.motive
