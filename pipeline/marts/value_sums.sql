-- Sums of which the rate of euros kept, and its error, are made: mature cases, in CA and in parc. Where cases are few, or one
-- has a large part of all that is at risk, the error by the sums is too small, and a bootstrap takes its place.
-- Grain: channel, period, cut, cut_value, measure
with
  grouped_cases as (
    select
      unnest(
        save_groups (owner_channel, opened_date, brand, family, value_band, is_delegated),
        recursive := true
      ),
      at_risk_ca_cents,
      at_risk_parc_cents,
      if (is_timely, kept_ca_cents, 0) as kept_ca_cents,
      if (is_timely, kept_parc_cents, 0) as kept_parc_cents
    from
      marts.case_outcomes
    where
      is_mature
  ),
  measured_cases as (
    select
      * exclude (at_risk_ca_cents, at_risk_parc_cents, kept_ca_cents, kept_parc_cents),
      unnest(
        [
          {measure: 'ca', at_risk: at_risk_ca_cents::hugeint, kept: kept_ca_cents::hugeint},
          {measure: 'parc', at_risk: at_risk_parc_cents::hugeint, kept: kept_parc_cents::hugeint}
        ],
        recursive := true
      )
    from
      grouped_cases
  )
select
  channel, -- channel of the owner, or all
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  cut, -- what cases are cut by: all, brand, family, value_band or is_delegated
  cut_value, -- which part of the cut
  measure, -- ca or parc
  count(*) as cases, -- mature cases
  sum(at_risk)::bigint as at_risk_cents, -- at risk in them (cents; cents a year of parc)
  sum(kept)::bigint as kept_cents, -- of it, kept in time
  sum(at_risk * at_risk)::hugeint as at_risk_squares, -- squares of what was at risk, summed
  sum(at_risk * kept)::hugeint as products, -- what was at risk times what was kept, summed
  sum(kept * kept)::hugeint as kept_squares, -- squares of what was kept, summed
  count(*) < parameter ('bootstrap.below_cases')
  or 100 * max(at_risk) > parameter ('bootstrap.top_percent') * sum(at_risk) as needs_bootstrap -- whether the error by the sums would be too small
from
  measured_cases
group by all
