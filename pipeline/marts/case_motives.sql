-- The motive that a case counts under, one a case: its main reason. A case with one reason needs no flag; several
-- without one are MULTI_NO_PRIMARY; a label that nobody has mapped is UNMAPPED; no reason at all is MISSING.
-- Grain: case_id
with
  episode_cases as (
    select
      case_id,
      unnest(case_ids) as member_id,
      generate_subscripts(case_ids, 1) as place
    from
      marts.case_episodes
  ),
  -- Of an episode of several cases, the first that gives a reason speaks for all.
  reasons as (
    select
      members.case_id,
      reasons.position,
      reasons.raw_label,
      coalesce(reasons.motive, 'UNMAPPED') as motive,
      coalesce(reasons.is_primary, false) as is_primary
    from
      episode_cases as members
      join staging.case_reasons as reasons on reasons.case_id = members.member_id
    qualify
      dense_rank () over (
        partition by
          members.case_id
        order by
          members.place
      ) = 1
  ),
  main_reasons as (
    select
      case_id,
      count(*) = 1
      or bool_or(is_primary) as is_told,
      arg_min(motive, (not is_primary, position)) as motive,
      arg_min(raw_label, (not is_primary, position)) as raw_label
    from
      reasons
    group by
      case_id
  )
select
  episodes.case_id, -- first case of the episode
  case
    when reasons.case_id is null then 'MISSING'
    when not reasons.is_told then 'MULTI_NO_PRIMARY'
    else reasons.motive
  end as motive, -- motive
  if (reasons.is_told, reasons.raw_label, null) as raw_label -- label that it was mapped from; null when none tells
from
  marts.case_episodes as episodes
  left join main_reasons as reasons on reasons.case_id = episodes.case_id
