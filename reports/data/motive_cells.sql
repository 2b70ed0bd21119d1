-- Motives by way of counting and by all that pages can be filtered by.
-- Grain: month, brand, channel, family, value_band, counting, motive
select
  month, -- month in which the cases were opened
  brand, -- brand
  channel, -- channel of the owner at the end
  family, -- product family with the largest amount in force
  value_band, -- band of the amount at risk
  counting, -- primary, fractional or mention
  motive, -- motive; MISSING, UNMAPPED and MULTI_NO_PRIMARY are shown as such
  motive_family, -- family of the motive
  case_parts::integer as case_parts, -- cases (2520ths)
  lost_parts::integer as lost_parts, -- of these, lost or given up (2520ths)
  at_risk_ca_cents, -- amount at risk (cents)
  lost_ca_cents, -- of it, lost (cents)
  kept_ca_cents -- of it, kept (cents)
from
  marts.reason_counts
where
  counting <> 'weighted'
order by
  month,
  brand,
  channel,
  family,
  value_band,
  counting,
  motive
