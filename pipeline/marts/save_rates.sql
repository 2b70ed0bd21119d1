-- Save rates by the channel that owned the case at its end. The headline is that of mature cases: opened long enough
-- ago to be settled, kept within that time. The rate of closed cases is a warning beside it: saves close first, so it
-- flatters.
-- Grain: channel
with
  cases as (
    select
      *,
      is_mature
      and is_timely as is_settled,
      outcome in ('saved', 'saved_partial') as is_kept
    from
      marts.case_outcomes
  ),
  channels as (
    select
      owner_channel as channel,
      count(*) as cases,
      count_if(outcome = 'open')::bigint as open_cases,
      count_if(is_mature)::bigint as mature_cases,
      count_if(
        is_settled
        and outcome = 'saved'
      )::bigint as saved_cases,
      count_if(
        is_settled
        and outcome = 'saved_partial'
      )::bigint as saved_partial_cases,
      count_if(
        is_settled
        and outcome = 'lost'
      )::bigint as lost_cases,
      count_if(
        is_settled
        and outcome = 'ghost'
      )::bigint as ghost_cases,
      count_if(
        is_settled
        and is_kept
      )::bigint as kept_cases,
      count_if(is_kept)::bigint as ever_kept_cases,
      count_if(
        is_kept
        or outcome in ('lost', 'ghost')
      )::bigint as closed_cases,
      count_if(
        is_mature
        and crm_outcome = 'saved'
      )::bigint as crm_saved_cases,
      coalesce(
        sum(at_risk_ca_cents) filter(
          where
            is_mature
        ),
        0
      )::bigint as at_risk_ca_cents,
      coalesce(
        sum(kept_ca_cents) filter(
          where
            is_settled
        ),
        0
      )::bigint as kept_ca_cents,
      coalesce(
        sum(at_risk_parc_cents) filter(
          where
            is_mature
        ),
        0
      )::bigint as at_risk_parc_cents,
      coalesce(
        sum(kept_parc_cents) filter(
          where
            is_settled
        ),
        0
      )::bigint as kept_parc_cents
    from
      cases
    group by
      owner_channel
  )
select
  channel, -- channel of the owner when the case ended, or on the as-of day
  cases, -- eligible cases
  open_cases, -- of these, still open
  mature_cases, -- opened long enough ago to be settled
  saved_cases, -- mature, saved in time
  saved_partial_cases, -- mature, saved in part in time
  lost_cases, -- mature, lost in time
  ghost_cases, -- mature, given up in time because the customer could not be reached
  kept_cases, -- saved or saved in part
  kept_cases / nullif(mature_cases, 0) as kept_rate, -- kept to mature cases, 0 to 1
  wilson_low (kept_cases, mature_cases, parameter ('wilson.z')) as kept_low, -- lower bound of its 95 % interval
  wilson_high (kept_cases, mature_cases, parameter ('wilson.z')) as kept_high, -- upper bound of its 95 % interval
  at_risk_ca_cents, -- amount at risk in mature cases (cents)
  kept_ca_cents, -- of it, kept in time (cents)
  kept_ca_cents / nullif(at_risk_ca_cents, 0) as kept_ca_rate, -- kept to at risk, 0 to 1
  at_risk_parc_cents, -- parc at risk in mature cases (cents a year)
  kept_parc_cents, -- of it, kept in time (cents a year)
  kept_parc_cents / nullif(at_risk_parc_cents, 0) as kept_parc_rate, -- kept to at risk, 0 to 1
  closed_cases, -- kept, lost or given up at any time
  ever_kept_cases / nullif(closed_cases, 0) as closed_rate, -- kept to closed cases, 0 to 1: too high, see above
  crm_saved_cases, -- mature cases that the customer system calls saved
  mature_cases >= parameter ('cell.hidden_below')
  and mature_cases < parameter ('cell.fragile_below') as is_fragile, -- few
  mature_cases < parameter ('cell.hidden_below') as is_hidden -- too few for a rate to mean anything
from
  channels
