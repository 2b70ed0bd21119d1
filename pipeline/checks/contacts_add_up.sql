-- Every contact that counts lies in one episode; resolved, handed-on and followed episodes are the mature ones; contacts
-- about any motive make no more episodes than contacts about the same; the episodes of motives are those of all; and every
-- breach has its instant.
-- Grain: problem, subject
with
  lost_contacts as (
    select
      'contacts that are not in one episode' as problem,
      'contacts' as subject
    where
      (
        select
          coalesce(sum(contacts), 0)
        from
          marts.contact_episodes
      ) <> (
        select
          count(*)
        from
          marts.service_contacts
        where
          scope = 'counted'
      )
  ),
  odd_resolutions as (
    select
      'mature episodes that are neither resolved, handed on nor followed' as problem,
      concat_ws(' ', reach, motive, window_days, period) as subject
    from
      marts.first_contact_resolutions
    where
      resolved_episodes + transferred_episodes + recontacted_episodes <> mature_episodes
      or untold_episodes > resolved_episodes
      or mature_episodes > episodes
      or resolution_rate not between resolution_low and resolution_high
  ),
  wholes as (
    select
      window_days,
      period,
      sum(
        if (
          reach = 'same_motive'
          and motive = 'all',
          episodes,
          0
        )
      ) as same_motive_episodes,
      sum(
        if (
          reach = 'same_motive'
          and motive <> 'all',
          episodes,
          0
        )
      ) as motive_episodes,
      sum(if (reach = 'any_motive', episodes, 0)) as any_motive_episodes
    from
      marts.first_contact_resolutions
    group by
      window_days,
      period
  ),
  odd_wholes as (
    select
      if (
        motive_episodes <> same_motive_episodes,
        'motives that are not the whole',
        'more episodes about any motive than about the same'
      ) as problem,
      concat_ws(' ', window_days, period) as subject
    from
      wholes
    where
      motive_episodes <> same_motive_episodes
      -- An episode about any motive counts in the period in which it began: over all time only.
      or (
        period = 'all'
        and any_motive_episodes > same_motive_episodes
      )
  ),
  odd_obligations as (
    select
      'breaches without an instant, or instants without a breach' as problem,
      episode_id || ' ' || target as subject
    from
      marts.contact_obligations
    where
      (status in ('late', 'missing')) <> (breached_at is not null)
      or (excess > 0) <> (breached_at is not null)
  )
select
  problem, -- what is wrong
  subject -- where: reach, motive, window and period; or episode and target
from
  (
    from
      lost_contacts
    union all
    from
      odd_resolutions
    union all
    from
      odd_wholes
    union all
    from
      odd_obligations
  )
