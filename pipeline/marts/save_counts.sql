-- Cases and euros, kept and at risk, of each channel and of all, by period of opening and by cut: sums of the cells.
-- Grain: channel, period, cut, cut_value
with
  grouped_cells as (
    select
      unnest(save_groups (channel, opened_month, brand, family, value_band, is_delegated), recursive := true),
      cells.* exclude (opened_month, first_channel, channel, brand, family, value_band, is_delegated)
    from
      marts.save_cells as cells
  )
select
  channel, -- channel of the owner when the case ended, or on the as-of day; or all
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  cut, -- what cases are cut by: all, brand, family, value_band or is_delegated
  cut_value, -- which part of the cut
  sum(cases)::bigint as cases, -- eligible cases
  sum(open_cases)::bigint as open_cases, -- of these, still open
  sum(unknown_cases)::bigint as unknown_cases, -- closed, nobody knows how
  sum(ever_kept_cases)::bigint as ever_kept_cases, -- saved, in full or in part, at any time
  sum(closed_cases)::bigint as closed_cases, -- kept, lost or given up at any time
  sum(mature_cases)::bigint as mature_cases, -- opened long enough ago to be settled
  sum(saved_cases)::bigint as saved_cases, -- mature, saved in time
  sum(saved_partial_cases)::bigint as saved_partial_cases, -- mature, saved in part in time
  sum(lost_cases)::bigint as lost_cases, -- mature, lost in time
  sum(ghost_cases)::bigint as ghost_cases, -- mature, given up in time because the customer could not be reached
  sum(saved_cases + saved_partial_cases)::bigint as kept_cases, -- saved or saved in part
  sum(crm_saved_cases)::bigint as crm_saved_cases, -- mature cases that the customer system calls saved
  sum(at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk in mature cases (cents)
  sum(kept_ca_cents)::bigint as kept_ca_cents, -- of it, kept in time (cents)
  sum(at_risk_parc_cents)::bigint as at_risk_parc_cents, -- parc at risk in mature cases (cents a year)
  sum(kept_parc_cents)::bigint as kept_parc_cents -- of it, kept in time (cents a year)
from
  grouped_cells
group by
  channel,
  period,
  cut,
  cut_value
