-- Customers with what was at risk and kept of them, in the channels and periods whose rate of euros needs a bootstrap.
-- Grain: channel, period, measure, customer_id
with
  grouped_cases as (
    select
      unnest([owner_channel, 'all']) as channel,
      customer_id,
      save_periods (opened_date) as periods,
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
      channel,
      unnest(periods) as period,
      customer_id,
      [
        {measure: 'ca', at_risk_cents: at_risk_ca_cents, kept_cents: kept_ca_cents},
        {measure: 'parc', at_risk_cents: at_risk_parc_cents, kept_cents: kept_parc_cents}
      ] as measures
    from
      grouped_cases
  ),
  unfolded_cases as (
    select
      channel,
      period,
      customer_id,
      unnest(measures, recursive := true)
    from
      measured_cases
  )
select
  cases.channel, -- channel of the owner, or all
  cases.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  cases.measure, -- ca or parc
  cases.customer_id, -- customer
  sum(cases.at_risk_cents)::bigint as at_risk_cents, -- at risk in the customer's mature cases (cents; cents a year of parc)
  sum(cases.kept_cents)::bigint as kept_cents -- of it, kept in time
from
  unfolded_cases as cases
  join marts.value_sums as sums on sums.channel = cases.channel
  and sums.period = cases.period
  and sums.cut = 'all'
  and sums.measure = cases.measure
where
  sums.needs_bootstrap
  and sums.cases >= parameter ('cell.hidden_below')
group by
  cases.channel,
  cases.period,
  cases.measure,
  cases.customer_id
