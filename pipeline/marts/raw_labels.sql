-- Labels that reasons are given by, each with what it stands for, how often it is given, and since when. Those without a
-- motive are to be mapped, the dearest first.
-- Grain: system, brand, raw_label
with
  given as (
    select distinct
      reasons.case_id,
      reasons.system,
      cuts.brand,
      reasons.raw_label,
      reasons.motive,
      outcomes.opened_date,
      shares.at_risk_ca_cents
    from
      marts.episode_reasons as reasons
      join marts.case_outcomes as outcomes on outcomes.case_id = reasons.case_id
      join marts.case_cuts as cuts on cuts.case_id = reasons.case_id
      join marts.reason_shares as shares on shares.case_id = reasons.case_id
      and shares.counting = 'mention'
      and shares.motive = reasons.motive
  )
select
  given.system, -- system that gives it
  given.brand, -- brand
  given.raw_label, -- label, as the system writes it
  given.motive, -- motive that it stands for; UNMAPPED while nobody has said
  count(*) as cases, -- cases that give it
  sum(given.at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk in them (cents)
  min(given.opened_date) as first_date, -- day of the first case that gives it
  max(given.opened_date) as last_date, -- day of the last one
  min(given.opened_date) > any_value(runs.as_of) - parameter ('reason.new_days')::integer as is_new -- whether nobody had given it before the last weeks
from
  given
  cross join meta.run as runs
group by
  given.system,
  given.brand,
  given.raw_label,
  given.motive
