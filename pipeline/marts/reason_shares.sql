-- How much of a case, and of what it puts at risk, counts under each of its motives, in each way of counting.
-- Grain: case_id, counting, motive
with
  weighed as (
    select
      weights.*,
      outcomes.outcome not in ('open', 'unknown') as is_settled,
      outcomes.at_risk_ca_cents,
      if (outcomes.outcome in ('open', 'unknown'), 0, outcomes.at_risk_ca_cents - outcomes.kept_ca_cents) as lost_ca_cents,
      outcomes.at_risk_parc_cents,
      if (outcomes.outcome in ('open', 'unknown'), 0, outcomes.at_risk_parc_cents - outcomes.kept_parc_cents) as lost_parc_cents,
      weights.case_id || ' ' || weights.counting as sharers
    from
      marts.reason_weights as weights
      join marts.case_outcomes as outcomes on outcomes.case_id = weights.case_id
  ),
  -- Most cases have one motive: only the others have to be shared.
  shares as (
    select
      case_id,
      counting,
      motive,
      case_unit () as case_parts,
      at_risk_ca_cents,
      lost_ca_cents,
      at_risk_parc_cents,
      lost_parc_cents,
      is_settled
    from
      weighed
    where
      weight = whole
    union all
    select
      case_id,
      counting,
      motive,
      largest_remainder_cents (case_unit (), weight, whole, sharers, place)::bigint as case_parts,
      largest_remainder_cents (at_risk_ca_cents, weight, whole, sharers, place)::bigint as at_risk_ca_cents,
      largest_remainder_cents (lost_ca_cents, weight, whole, sharers, place)::bigint as lost_ca_cents,
      largest_remainder_cents (at_risk_parc_cents, weight, whole, sharers, place)::bigint as at_risk_parc_cents,
      largest_remainder_cents (lost_parc_cents, weight, whole, sharers, place)::bigint as lost_parc_cents,
      is_settled
    from
      weighed
    where
      weight < whole
  )
select
  case_id, -- episode: its first case
  counting, -- primary, fractional, weighted or mention
  motive, -- motive; MISSING without reason, UNMAPPED, MULTI_NO_PRIMARY
  case_parts, -- part of the case (2520ths)
  at_risk_ca_cents, -- of the amount at risk (cents)
  lost_ca_cents, -- of it, lost (cents); 0 until the case is settled
  at_risk_parc_cents, -- of the parc at risk (cents a year)
  lost_parc_cents, -- of it, lost (cents a year); 0 until the case is settled
  is_settled -- whether the case has an outcome
from
  shares
