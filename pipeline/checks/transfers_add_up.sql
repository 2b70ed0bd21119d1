-- Every eligible case is in one transfer between channels, and so is what was at risk and kept of it.
-- Grain: first_channel, channel
with
  cases as (
    select
      first_channel,
      owner_channel as channel,
      count(*) as cases,
      sum(if (is_mature, at_risk_ca_cents, 0)) as at_risk_ca_cents
    from
      marts.case_outcomes
    group by
      first_channel,
      owner_channel
  ),
  transfers as (
    select
      first_channel,
      channel,
      sum(cases) as cases,
      sum(at_risk_ca_cents) as at_risk_ca_cents
    from
      marts.channel_transfers
    group by
      first_channel,
      channel
  )
select
  coalesce(cases.first_channel, transfers.first_channel) as first_channel, -- channel that received the request
  coalesce(cases.channel, transfers.channel) as channel, -- channel of the owner when the case ended
  cases.cases as cases, -- eligible cases
  transfers.cases as transferred_cases -- cases of the transfer
from
  cases
  full join transfers on transfers.first_channel = cases.first_channel
  and transfers.channel = cases.channel
where
  (cases.cases, cases.at_risk_ca_cents) is distinct from (transfers.cases, transfers.at_risk_ca_cents)
