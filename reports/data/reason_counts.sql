-- Motives of cases, one a case, with what was lost under each.
-- Grain: motive
select
  motive, -- motive; MISSING, UNMAPPED and MULTI_NO_PRIMARY are shown as such
  cases, -- eligible cases
  lost_cases, -- of these, lost or given up
  at_risk_ca_cents, -- amount at risk (cents)
  lost_ca_cents, -- of it, lost (cents)
  case_share, -- cases to all cases, 0 to 1
  lost_ca_share, -- lost to all lost, 0 to 1
  raw_labels -- up to three commonest labels, where nobody has mapped them
from
  marts.reason_counts
order by
  motive
