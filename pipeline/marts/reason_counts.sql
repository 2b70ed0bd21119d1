-- Motives, counted one a case, with what was at risk and what was lost under each. Cases without reason and labels that
-- nobody has mapped are motives of their own.
-- Grain: motive
with
  cases as (
    select
      outcomes.*,
      motives.motive,
      motives.raw_label,
      outcomes.outcome in ('lost', 'ghost') as is_lost,
      if (outcomes.outcome in ('open', 'unknown'), 0, outcomes.at_risk_ca_cents - outcomes.kept_ca_cents) as lost_ca_cents
    from
      marts.case_outcomes as outcomes
      join marts.case_motives as motives on motives.case_id = outcomes.case_id
  ),
  common_labels as (
    select
      motive,
      raw_label,
      row_number() over (
        order by
          count(*) desc,
          raw_label
      ) as place
    from
      cases
    where
      motive = 'UNMAPPED'
    group by
      motive,
      raw_label
    qualify
      place <= 3
  ),
  label_lists as (
    select
      motive,
      string_agg(
        raw_label,
        ', '
        order by
          place
      ) as raw_labels
    from
      common_labels
    group by
      motive
  ),
  motives as (
    select
      motive,
      count(*) as cases,
      count_if(is_lost)::bigint as lost_cases,
      sum(at_risk_ca_cents)::bigint as at_risk_ca_cents,
      sum(lost_ca_cents)::bigint as lost_ca_cents
    from
      cases
    group by
      motive
  )
select
  motives.motive, -- motive; MISSING without reason, UNMAPPED, MULTI_NO_PRIMARY
  motives.cases, -- eligible cases
  motives.lost_cases, -- of these, lost, or given up because the customer could not be reached
  motives.at_risk_ca_cents, -- amount at risk (cents)
  motives.lost_ca_cents, -- of it, lost in settled cases, saved in part included (cents)
  motives.cases / sum(motives.cases) over () as case_share, -- cases to all cases, 0 to 1
  motives.lost_ca_cents / nullif(sum(motives.lost_ca_cents) over (), 0) as lost_ca_share, -- lost to all lost, 0 to 1
  label_lists.raw_labels -- up to three commonest labels, where nobody has mapped them
from
  motives
  left join label_lists on label_lists.motive = motives.motive
