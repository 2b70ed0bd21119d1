-- Episodes resolved at first contact in the finest cut that pages can be filtered by: month of the first contact and brand of
-- the customer, for each motive and for all, in three ways to count and over several windows. Whatever is told of first
-- contacts by counting them is a sum of these cells.
-- Grain: month, brand, reach, motive, window_days
with
  -- Of each day: by motive, over all motives, and over those that can be settled at once.
  reached_days as (
    select
      unnest(
        if (
          days.reach = 'any_motive',
          [{counted_reach: days.reach, counted_motive: 'all'}],
          [
            {counted_reach: days.reach, counted_motive: days.motive},
            {counted_reach: days.reach, counted_motive: 'all'}
          ] || if (declared.is_first_level is distinct from false, [{counted_reach: 'net', counted_motive: 'all'}], [])
        ),
        recursive := true
      ),
      days.* exclude (reach, motive)
    from
      marts.resolution_days as days
      left join marts.contact_motives as declared on declared.motive = days.motive
  )
select
  first_of_month (first_contact_date) as month, -- month of the first contact
  brand, -- brand of the customer
  counted_reach as reach, -- same_motive, any_motive or net
  counted_motive as motive, -- motive, or all
  window_days, -- days within which a further contact belongs to the same episode
  sum(episodes)::bigint as episodes, -- episodes
  sum(if (is_mature, episodes, 0))::bigint as mature_episodes, -- of these, begun long enough ago for a second contact to be known
  sum(if (is_mature, resolved_episodes, 0))::bigint as resolved_episodes, -- mature, one contact, not handed on
  sum(if (is_mature, transferred_episodes, 0))::bigint as transferred_episodes, -- mature, one contact, handed on
  sum(if (is_mature, recontacted_episodes, 0))::bigint as recontacted_episodes, -- mature, more than one contact
  sum(if (is_mature, untold_episodes, 0))::bigint as untold_episodes -- resolved, as far as known: no system says whether the contact was handed on
from
  reached_days
group by all
