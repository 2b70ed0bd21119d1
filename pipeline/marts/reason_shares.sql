-- How much of a case, and of what it puts at risk, counts under each motive, in four ways of counting: primary (all under
-- the main one), fractional (the same to each), weighted (most to the main one) and mention (all under each: their totals
-- exceed the number of cases). A motive that two labels of a case stand for is given once.
-- Grain: case_id, counting, motive
with
  given as (
    select
      case_id,
      motive,
      min(position) as place,
      bool_or(is_primary) as is_primary
    from
      marts.episode_reasons
    group by
      case_id,
      motive
  ),
  motives as (
    select
      outcomes.case_id,
      coalesce(given.motive, 'MISSING') as motive,
      coalesce(given.place, 1) as place,
      count(*) over cases as motives,
      coalesce(given.is_primary, false) as is_primary,
      bool_or(given.is_primary) over cases as has_primary
    from
      marts.case_outcomes as outcomes
      left join given on given.case_id = outcomes.case_id
    window
      cases as (
        partition by
          outcomes.case_id
      )
  ),
  weights as (
    select
      outcomes.case_id,
      'primary' as counting,
      mains.motive,
      1 as place,
      1 as weight
    from
      marts.case_outcomes as outcomes
      join marts.case_motives as mains on mains.case_id = outcomes.case_id
    union all
    select
      case_id,
      unnest(['fractional', 'weighted', 'mention']) as counting,
      motive,
      place,
      unnest(
        [
          1,
          case
            when has_primary
            and motives > 1
            and is_primary then parameter ('reason.main_weight')::integer * (motives - 1)
            else 1
          end,
          1
        ]
      ) as weight
    from
      motives
  ),
  weighed as (
    select
      weights.*,
      if (
        counting = 'mention',
        weight,
        sum(weight) over (
          partition by
            case_id,
            counting
        )
      ) as whole,
      -- A mention is shared with nobody: its whole is its own weight.
      {'case_id': case_id, 'counting': counting} as sharers
    from
      weights
  ),
  stakes as (
    select
      case_id,
      outcome not in ('open', 'unknown') as is_settled,
      at_risk_ca_cents,
      if (outcome in ('open', 'unknown'), 0, at_risk_ca_cents - kept_ca_cents) as lost_ca_cents,
      at_risk_parc_cents,
      if (outcome in ('open', 'unknown'), 0, at_risk_parc_cents - kept_parc_cents) as lost_parc_cents
    from
      marts.case_outcomes
  )
select
  shares.case_id, -- episode: its first case
  shares.counting, -- primary, fractional, weighted or mention
  shares.motive, -- motive; MISSING without reason, UNMAPPED, MULTI_NO_PRIMARY
  largest_remainder_cents (case_unit (), shares.weight, shares.whole, shares.sharers, shares.place)::bigint as case_parts, -- part of the case (2520ths)
  largest_remainder_cents (stakes.at_risk_ca_cents, shares.weight, shares.whole, shares.sharers, shares.place)::bigint as at_risk_ca_cents, -- of the amount at risk (cents)
  largest_remainder_cents (stakes.lost_ca_cents, shares.weight, shares.whole, shares.sharers, shares.place)::bigint as lost_ca_cents, -- of it, lost (cents); 0 until the case is settled
  largest_remainder_cents (stakes.at_risk_parc_cents, shares.weight, shares.whole, shares.sharers, shares.place)::bigint as at_risk_parc_cents, -- of the parc at risk (cents a year)
  largest_remainder_cents (stakes.lost_parc_cents, shares.weight, shares.whole, shares.sharers, shares.place)::bigint as lost_parc_cents, -- of it, lost (cents a year); 0 until the case is settled
  stakes.is_settled -- whether the case has an outcome
from
  weighed as shares
  join stakes on stakes.case_id = shares.case_id
