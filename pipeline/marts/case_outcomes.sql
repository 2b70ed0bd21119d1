-- Each eligible case with what became of it, who received and who ended it, what was at risk and what was kept of it, and
-- how long the save lasts. What is kept is what was not cut and what was rebooked, never more than was at risk.
-- Grain: case_id
with
  cases as (
    select
      episodes.*,
      endings.outcome,
      endings.outcome_date,
      endings.outcome in ('saved', 'saved_partial') as is_kept,
      endings.left_ca_cents,
      endings.left_parc_cents,
      coalesce(stakes.at_risk_ca_cents, 0) as at_risk_ca_cents,
      coalesce(stakes.at_risk_parc_cents, 0) as at_risk_parc_cents
    from
      marts.case_episodes as episodes
      join marts.case_endings as endings on endings.case_id = episodes.case_id
      left join marts.case_stakes as stakes on stakes.case_id = episodes.case_id
  )
select
  cases.case_id, -- first case of the episode
  cases.customer_id, -- customer
  cases.order_id, -- order that it is about
  cases.kind, -- what the customer wanted at first
  cases.opened_date, -- local day on which it was opened
  cases.outcome, -- saved, saved_partial, lost, ghost, open or unknown
  cases.outcome_date, -- day on which that was settled; null while open
  cases.outcome_date - cases.opened_date as days_to_outcome, -- days that it took
  cases.crm_outcome, -- outcome, as the customer system has it
  coalesce(cases.first_channel, 'unknown') as first_channel, -- channel that received the request
  case
    when coalesce(cases.closed_date, runs.as_of) < owners.valid_to
    or owners.valid_to is null then coalesce(owners.channel, 'unknown')
    else 'unknown'
  end as owner_channel, -- channel of its owner on the last day, or on the as-of day while open
  cases.owner_seller_id, -- seller who owns it
  strata.value_band, -- band of the amount at risk
  strata.brand, -- brand of the case, or of the customer
  strata.family, -- product family of the lines at risk, or several
  strata.is_delegated, -- whether an order at risk was handed to another holder than its seller
  cases.at_risk_ca_cents, -- amount still to be delivered when it was opened (cents)
  cases.at_risk_parc_cents, -- parc when it was opened (cents a year)
  if (cases.is_kept, greatest(0, least(cases.at_risk_ca_cents, cases.left_ca_cents)), 0)::bigint as kept_ca_cents, -- of that amount, kept (cents)
  if (cases.is_kept, greatest(0, least(cases.at_risk_parc_cents, cases.left_parc_cents)), 0)::bigint as kept_parc_cents, -- of that parc, kept (cents a year)
  cases.opened_date + parameter ('save.horizon_days')::integer <= runs.as_of as is_mature, -- whether its time is over
  coalesce(cases.outcome_date - cases.opened_date <= parameter ('save.horizon_days'), false) as is_timely, -- whether the outcome came within that time
  coalesce(cases.outcome_date, runs.as_of) - cases.opened_date as open_days, -- days until the outcome, or until the as-of day while open
  spells.followed_days, -- days for which the save is known to last; null when nothing was kept, or nothing was in force
  spells.has_ended, -- whether it ended then, by a new case or because nothing was in force any more
  lasts (spells.followed_days, spells.has_ended, parameter ('durability.first_days')) as lasts_first, -- whether it lasted 30 days (durability.first_days); null when not followed so long
  lasts (spells.followed_days, spells.has_ended, parameter ('durability.second_days')) as lasts_second, -- the same for 90 days
  lasts (spells.followed_days, spells.has_ended, parameter ('durability.third_days')) as lasts_third -- the same for 180 days
from
  cases
  cross join meta.run as runs
  join marts.case_strata as strata on strata.case_id = cases.case_id
  left join marts.save_spells as spells on spells.case_id = cases.case_id
  asof left join staging.sellers as owners on owners.seller_id = cases.owner_seller_id
  and owners.valid_from <= coalesce(cases.closed_date, runs.as_of)
