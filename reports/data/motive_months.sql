-- Motives by month and way of counting.
-- Grain: month, counting, motive
select
  month, -- month in which the cases were opened
  counting, -- primary, fractional or mention
  motive, -- motive; MISSING, UNMAPPED and MULTI_NO_PRIMARY are shown as such
  any_value(motive_family) as motive_family, -- family of the motive
  sum(case_parts)::bigint as case_parts, -- cases (2520ths)
  sum(lost_parts)::bigint as lost_parts, -- of these, lost or given up (2520ths)
  sum(at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk (cents)
  sum(lost_ca_cents)::bigint as lost_ca_cents, -- of it, lost (cents)
  sum(kept_ca_cents)::bigint as kept_ca_cents -- of it, kept (cents)
from
  marts.reason_counts
where
  counting <> 'weighted'
  and month in (
    select
      month
    from
      marts.reporting_months
  )
group by
  month,
  counting,
  motive
order by
  month,
  counting,
  motive
