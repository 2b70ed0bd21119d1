-- Cases and euros by all that pages can be filtered by (the cube behind every rate of cases).
-- Grain: month, brand, channel, family, motive, value_band
select
  month, -- month in which the cases were opened
  brand, -- brand
  channel, -- channel of the owner at the end
  family, -- product family with the largest amount in force
  motive, -- main motive
  value_band, -- band of the amount at risk
  cases::integer as cases, -- eligible cases
  open_cases::integer as open_cases, -- of these, still open
  ever_kept_cases::integer as ever_kept_cases, -- kept at any time
  closed_cases::integer as closed_cases, -- kept, lost or given up at any time
  mature_cases::integer as mature_cases, -- opened long enough ago to be settled
  saved_cases::integer as saved_cases, -- mature, saved in time
  saved_partial_cases::integer as saved_partial_cases, -- mature, saved in part in time
  lost_cases::integer as lost_cases, -- mature, lost in time
  ghost_cases::integer as ghost_cases, -- mature, given up in time
  crm_saved_cases::integer as crm_saved_cases, -- mature cases that the customer system calls saved
  at_risk_ca_cents, -- amount at risk in mature cases (cents)
  kept_ca_cents, -- of it, kept in time (cents)
  at_risk_parc_cents, -- parc at risk in mature cases (cents a year)
  kept_parc_cents, -- of it, kept in time (cents a year)
  gone_ca_cents -- amount at risk in the mature cases that were lost or given up in time (cents)
from
  marts.case_cells
order by
  month,
  brand,
  channel,
  family,
  motive,
  value_band
