-- The cells that the page on contacts is filtered by hold every episode and every contact once: their sums, of each motive and
-- of all, are those of the tables that are counted without a filter.
-- Grain: motive, measure
with
  cells as (
    select
      unnest([motive, 'all']) as counted_motive,
      * exclude (motive)
    from
      marts.contact_cells
  ),
  told as (
    unpivot (
      select
        counted_motive as motive,
        sum(episodes)::bigint as episodes,
        sum(contacts)::bigint as contacts,
        sum(settled_episodes)::bigint as settled_episodes,
        sum(settled_contacts)::bigint as settled_contacts,
        sum(settled_transfers)::bigint as settled_transfers,
        sum(settled_follow_ups)::bigint as settled_follow_ups,
        sum(one_step_episodes)::bigint as one_step_episodes,
        sum(two_step_episodes)::bigint as two_step_episodes,
        sum(three_step_episodes)::bigint as three_step_episodes,
        sum(more_step_episodes)::bigint as more_step_episodes,
        sum(contacts_met_episodes)::bigint as contacts_met_episodes,
        sum(contacts_judged_episodes)::bigint as contacts_judged_episodes,
        sum(pending_episodes)::bigint as pending_episodes,
        sum(untargeted_episodes)::bigint as untargeted_episodes,
        sum(delay_met_episodes)::bigint as delay_met_episodes,
        sum(delay_judged_episodes)::bigint as delay_judged_episodes,
        sum(followable_contacts)::bigint as followable_contacts,
        sum(followed_contacts)::bigint as followed_contacts
      from
        cells
      group by
        counted_motive
    ) on columns (* exclude (motive)) into name measure value told
  ),
  causes as (
    unpivot (
      select
        motive,
        episodes::bigint as episodes,
        contacts::bigint as contacts,
        settled_episodes::bigint as settled_episodes,
        settled_contacts::bigint as settled_contacts,
        settled_transfers::bigint as settled_transfers,
        settled_follow_ups::bigint as settled_follow_ups,
        one_step_episodes::bigint as one_step_episodes,
        two_step_episodes::bigint as two_step_episodes,
        three_step_episodes::bigint as three_step_episodes,
        more_step_episodes::bigint as more_step_episodes
      from
        marts.contact_causes
      where
        period = 'all'
    ) on columns (* exclude (motive)) into name measure value counted
  ),
  dues as (
    unpivot (
      select
        motive,
        sum(if (target = 'contacts', met_episodes, 0))::bigint as contacts_met_episodes,
        sum(if (target = 'contacts', judged_episodes, 0))::bigint as contacts_judged_episodes,
        sum(if (target = 'contacts', pending_episodes, 0))::bigint as pending_episodes,
        sum(if (target = 'contacts', untargeted_episodes, 0))::bigint as untargeted_episodes,
        sum(if (target = 'delay', met_episodes, 0))::bigint as delay_met_episodes,
        sum(if (target = 'delay', judged_episodes, 0))::bigint as delay_judged_episodes
      from
        marts.contact_compliances
      where
        period = 'all'
      group by
        motive
    ) on columns (* exclude (motive)) into name measure value counted
  ),
  returns as (
    unpivot (
      select
        motive,
        contacts::bigint as followable_contacts,
        recontacts::bigint as followed_contacts
      from
        marts.motive_recontacts
      where
        period = 'all'
    ) on columns (* exclude (motive)) into name measure value counted
  ),
  counted as (
    from
      causes
    union all
    from
      dues
    union all
    from
      returns
  )
select
  coalesce(told.motive, counted.motive) as motive, -- motive, or all
  coalesce(told.measure, counted.measure) as measure, -- what is added up
  told.told, -- sum of the cells
  counted.counted -- sum that is counted without a filter
from
  told
  full join counted on counted.motive = told.motive
  and counted.measure = told.measure
where
  coalesce(told.told, 0) <> coalesce(counted.counted, 0)
