-- What became of the mature cases on each side of a question, and by how much it differs from the side that all others are
-- held against. Associated, not caused.
-- Grain: contrast, side
with
  references_of as (
    select
      unnest(['first_response', 'letter_day', 'cut_scope']) as contrast,
      unnest(['retention_desk', 'until_split', 'no_cut']) as side
  ),
  sides as (
    select
      contrasts.contrast,
      contrasts.side,
      count(*) as mature_cases,
      count_if(
        outcomes.is_timely
        and outcomes.outcome in ('saved', 'saved_partial')
      )::bigint as kept_cases,
      sum(outcomes.at_risk_ca_cents)::bigint as at_risk_ca_cents,
      sum(if (outcomes.is_timely, outcomes.kept_ca_cents, 0))::bigint as kept_ca_cents,
      quantile_disc(outcomes.days_to_outcome, 0.5) as median_days_to_outcome,
      quantile_disc(responses.delay_days, 0.5) as median_delay_days
    from
      marts.case_contrasts as contrasts
      join marts.case_outcomes as outcomes on outcomes.case_id = contrasts.case_id
      left join marts.first_responses as responses on responses.case_id = contrasts.case_id
    where
      outcomes.is_mature
    group by
      contrasts.contrast,
      contrasts.side
  )
select
  sides.contrast, -- first_response, letter_day or cut_scope
  sides.side, -- side of the question
  sides.mature_cases, -- mature cases on it
  sides.kept_cases, -- of these, kept in time
  sides.kept_cases / sides.mature_cases as kept_rate, -- kept to mature cases, 0 to 1
  wilson_low (sides.kept_cases, sides.mature_cases, parameter ('wilson.z')) as kept_low, -- lower bound of its 95 % interval
  wilson_high (sides.kept_cases, sides.mature_cases, parameter ('wilson.z')) as kept_high, -- upper bound of its 95 % interval
  sides.at_risk_ca_cents, -- amount at risk (cents)
  sides.kept_ca_cents, -- of it, kept in time (cents)
  sides.median_days_to_outcome, -- days until half of the settled ones were; null where none was
  sides.median_delay_days, -- days until half of those who were reached had been
  if (
    sides.side = others.side,
    null,
    sides.kept_cases / sides.mature_cases - others.kept_cases / others.mature_cases
  ) as difference, -- rate less that of the retention desk, of letters until that day, or of cases without a cut
  if (
    sides.side = others.side,
    null,
    newcombe_low (
      sides.kept_cases,
      sides.mature_cases,
      others.kept_cases,
      others.mature_cases,
      parameter ('wilson.z')
    )
  ) as difference_low, -- lower bound of its 95 % interval
  if (
    sides.side = others.side,
    null,
    newcombe_high (
      sides.kept_cases,
      sides.mature_cases,
      others.kept_cases,
      others.mature_cases,
      parameter ('wilson.z')
    )
  ) as difference_high -- upper bound of its 95 % interval
from
  sides
  left join references_of on references_of.contrast = sides.contrast
  left join sides as others on others.contrast = references_of.contrast
  and others.side = references_of.side
