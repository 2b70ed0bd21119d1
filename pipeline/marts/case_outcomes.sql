-- What became of each eligible case, by the evidence of orders before the word of the customer system. A cancellation
-- that was rebooked is saved in part, never saved. A case said to be saved is saved in part when some of it was cut
-- nevertheless, an MO- for example, and lost when all of it was. What is kept is what was not cut and what was rebooked, never more than was at risk.
-- Grain: case_id
with
  cuts as (
    select
      case_units.case_id,
      count(units.group_id) > 0 as has_rebooking,
      bool_or(units.type = 'admin_reissue') as is_reissue,
      min(units.rebooked_date) as rebooked_date,
      sum(units.rebooked_cents) as rebooked_cents,
      sum(units.parc_after_cents) as rebooked_parc_cents
    from
      marts.case_units
      join marts.cancellations as units on units.cancellation_id = case_units.cancellation_id
    group by
      case_units.case_id
  ),
  judged as (
    select
      episodes.*,
      coalesce(stakes.at_risk_ca_cents, 0) as at_risk_ca_cents,
      coalesce(stakes.at_risk_parc_cents, 0) as at_risk_parc_cents,
      coalesce(stakes.uncut_ca_cents, 0) + coalesce(cuts.rebooked_cents, 0) as left_ca_cents,
      coalesce(stakes.uncut_parc_cents, 0) + coalesce(cuts.rebooked_parc_cents, 0) as left_parc_cents,
      case
        when cuts.has_rebooking then 'saved_partial'
        when episodes.crm_outcome = 'saved'
        and cuts.case_id is not null then if (greatest(stakes.uncut_ca_cents, stakes.uncut_parc_cents) > 0, 'saved_partial', 'lost')
        else episodes.crm_outcome
      end as outcome,
      if (cuts.has_rebooking, greatest(cuts.rebooked_date, episodes.opened_date), episodes.closed_date) as outcome_date
    from
      marts.case_episodes as episodes
      left join cuts on cuts.case_id = episodes.case_id
      left join marts.case_stakes as stakes on stakes.case_id = episodes.case_id
    where
      cuts.is_reissue is distinct from true
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
  cases.first_channel, -- channel that received the request
  case
    when coalesce(cases.closed_date, runs.as_of) < spells.valid_to
    or spells.valid_to is null then coalesce(spells.channel, 'unknown')
    else 'unknown'
  end as owner_channel, -- channel of its owner on the last day, or on the as-of day while open
  cases.owner_seller_id, -- seller who owns it
  cases.at_risk_ca_cents, -- amount still to be delivered when it was opened (cents)
  cases.at_risk_parc_cents, -- parc when it was opened (cents a year)
  if (
    cases.outcome in ('saved', 'saved_partial'),
    greatest(0, least(cases.at_risk_ca_cents, cases.left_ca_cents)),
    0
  )::bigint as kept_ca_cents, -- of that amount, kept (cents)
  if (
    cases.outcome in ('saved', 'saved_partial'),
    greatest(0, least(cases.at_risk_parc_cents, cases.left_parc_cents)),
    0
  )::bigint as kept_parc_cents, -- of that parc, kept (cents a year)
  cases.opened_date + parameter ('save.horizon_days')::integer <= runs.as_of as is_mature, -- whether its time is over
  coalesce(cases.outcome_date - cases.opened_date <= parameter ('save.horizon_days'), false) as is_timely -- whether the outcome came within that time
from
  judged as cases
  cross join meta.run as runs
  asof left join staging.sellers as spells on spells.seller_id = cases.owner_seller_id
  and spells.valid_from <= coalesce(cases.closed_date, runs.as_of)
