-- Cases and euros in the finest cut that pages can be filtered by: month of opening, brand, channel of the owner at the end,
-- product family, main motive, band of the amount at risk. Whatever a page shows of cases by counting them is a sum of these
-- cells.
-- Grain: month, brand, channel, family, motive, value_band
with
  cases as (
    select
      cuts.month,
      cuts.brand,
      cuts.channel,
      cuts.family,
      strata.motive,
      strata.value_band,
      outcomes.*,
      outcomes.is_mature
      and outcomes.is_timely as is_settled,
      outcomes.outcome in ('saved', 'saved_partial') as is_kept,
      outcomes.outcome in ('lost', 'ghost') as is_lost
    from
      marts.case_outcomes as outcomes
      join marts.case_cuts as cuts on cuts.case_id = outcomes.case_id
      join marts.case_strata as strata on strata.case_id = outcomes.case_id
  )
select
  month, -- month in which the cases were opened
  brand, -- brand of the case, else of the customer
  channel, -- channel of the owner when the case ended, or on the as-of day
  family, -- product family with the largest amount in force
  motive, -- main motive; MISSING, UNMAPPED and MULTI_NO_PRIMARY are shown as such
  value_band, -- band of the amount at risk
  count(*) as cases, -- eligible cases
  count_if(outcome = 'open')::bigint as open_cases, -- of these, still open
  count_if(is_kept)::bigint as ever_kept_cases, -- saved, in full or in part, at any time
  count_if(
    is_kept
    or is_lost
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
  sum(if (is_settled, kept_parc_cents, 0))::bigint as kept_parc_cents, -- of it, kept in time (cents a year)
  sum(
    if (
      is_settled
      and is_lost,
      at_risk_ca_cents,
      0
    )
  )::bigint as gone_ca_cents -- amount at risk in the mature cases that were lost or given up in time (cents)
from
  cases
group by all
