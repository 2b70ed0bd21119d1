-- What became of each eligible case, by the evidence of orders before the word of the customer system. A cancellation
-- that was rebooked is saved in part, never saved. A case said to be saved is saved in part when some of it was cut
-- nevertheless, an MO- for example, and lost when all of it was. An order that was only written again is no case.
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
  )
select
  episodes.case_id, -- first case of the episode
  episodes.customer_id, -- customer
  episodes.opened_date, -- local day on which it was opened
  case
    when cuts.has_rebooking then 'saved_partial'
    when episodes.crm_outcome = 'saved'
    and cuts.case_id is not null then if (greatest(stakes.uncut_ca_cents, stakes.uncut_parc_cents) > 0, 'saved_partial', 'lost')
    else episodes.crm_outcome
  end as outcome, -- saved, saved_partial, lost, ghost, open or unknown
  if (cuts.has_rebooking, greatest(cuts.rebooked_date, episodes.opened_date), episodes.closed_date) as outcome_date, -- day on which that was settled; null while open
  (coalesce(stakes.uncut_ca_cents, 0) + coalesce(cuts.rebooked_cents, 0))::bigint as left_ca_cents, -- amount at risk that was not cut, and what was rebooked (cents)
  (coalesce(stakes.uncut_parc_cents, 0) + coalesce(cuts.rebooked_parc_cents, 0))::bigint as left_parc_cents -- the same of the parc (cents a year)
from
  marts.case_episodes as episodes
  left join cuts on cuts.case_id = episodes.case_id
  left join marts.case_stakes as stakes on stakes.case_id = episodes.case_id
where
  cuts.is_reissue is distinct from true
