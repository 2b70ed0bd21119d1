-- Cases and euros, kept and at risk, in the finest cut that pages look at. Every rate of a channel, a period or a cut is made
-- of sums of these parts, never of other rates.
-- Grain: opened_month, first_channel, channel, brand, family, value_band, is_delegated
with
  cases as (
    select
      *,
      is_mature
      and is_timely as is_settled,
      outcome in ('saved', 'saved_partial') as is_kept
    from
      marts.case_outcomes
  )
select
  first_of_month (opened_date) as opened_month, -- month in which the cases were opened
  first_channel, -- channel that received the request
  owner_channel as channel, -- channel of the owner when the case ended, or on the as-of day
  brand, -- brand
  family, -- product family of the lines at risk, or several
  value_band, -- band of the amount at risk
  is_delegated, -- whether an order at risk was handed to another holder than its seller
  count(*) as cases, -- eligible cases
  count_if(outcome = 'open')::bigint as open_cases, -- of these, still open
  count_if(outcome = 'unknown')::bigint as unknown_cases, -- closed, nobody knows how
  count_if(is_kept)::bigint as ever_kept_cases, -- saved, in full or in part, at any time
  count_if(
    is_kept
    or outcome in ('lost', 'ghost')
  )::bigint as closed_cases, -- kept, lost or given up at any time
  count_if(is_mature)::bigint as mature_cases, -- opened long enough ago to be settled
  count_if(
    is_settled
    and outcome = 'saved'
  )::bigint as saved_cases, -- mature, saved in time
  count_if(
    is_settled
    and outcome = 'saved_partial'
  )::bigint as saved_partial_cases, -- mature, saved in part in time
  count_if(
    is_settled
    and outcome = 'lost'
  )::bigint as lost_cases, -- mature, lost in time
  count_if(
    is_settled
    and outcome = 'ghost'
  )::bigint as ghost_cases, -- mature, given up in time because the customer could not be reached
  count_if(
    is_mature
    and crm_outcome = 'saved'
  )::bigint as crm_saved_cases, -- mature cases that the customer system calls saved
  sum(if (is_mature, at_risk_ca_cents, 0))::bigint as at_risk_ca_cents, -- amount at risk in mature cases (cents)
  sum(if (is_settled, kept_ca_cents, 0))::bigint as kept_ca_cents, -- of it, kept in time (cents)
  sum(if (is_mature, at_risk_parc_cents, 0))::bigint as at_risk_parc_cents, -- parc at risk in mature cases (cents a year)
  sum(if (is_settled, kept_parc_cents, 0))::bigint as kept_parc_cents -- of it, kept in time (cents a year)
from
  cases
group by all
