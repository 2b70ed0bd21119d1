-- Motives of cases, one a case, with what was lost under each.
-- Grain: motive
with
  motives as (
    select
      motive,
      sum(cases) as cases,
      sum(lost_parts) // case_unit () as lost_cases,
      sum(at_risk_ca_cents) as at_risk_ca_cents,
      sum(lost_ca_cents) as lost_ca_cents
    from
      marts.reason_counts
    where
      counting = 'primary'
    group by
      motive
  ),
  labels as (
    select
      raw_label,
      sum(cases) as cases
    from
      marts.raw_labels
    where
      motive = 'UNMAPPED'
    group by
      raw_label
    order by
      cases desc,
      raw_label
    limit
      3
  )
select
  motive, -- motive; MISSING, UNMAPPED and MULTI_NO_PRIMARY are shown as such
  cases::bigint as cases, -- eligible cases
  lost_cases::bigint as lost_cases, -- of these, lost or given up
  at_risk_ca_cents::bigint as at_risk_ca_cents, -- amount at risk (cents)
  lost_ca_cents::bigint as lost_ca_cents, -- of it, lost (cents)
  cases / sum(cases) over () as case_share, -- cases to all cases, 0 to 1
  lost_ca_cents / nullif(sum(lost_ca_cents) over (), 0) as lost_ca_share, -- lost to all lost, 0 to 1
  case
    when motive = 'UNMAPPED' then (
      select
        string_agg(
          raw_label,
          ', '
          order by
            cases desc,
            raw_label
        )
      from
        labels
    )
  end as raw_labels -- up to three commonest labels, where nobody has mapped them
from
  motives
order by
  motive
