-- Reasons of an episode: those of the first of its cases that gives any, which speaks for all. A label that nobody has
-- mapped is UNMAPPED.
-- Grain: case_id, position
with
  episode_cases as (
    select
      case_id,
      unnest(case_ids) as member_id,
      generate_subscripts(case_ids, 1) as place
    from
      marts.case_episodes
  )
select
  members.case_id, -- episode: its first case
  reasons.position, -- place among the reasons, from 1
  reasons.system, -- system that delivered the reason
  reasons.raw_label, -- reason, as the system calls it
  coalesce(reasons.motive, 'UNMAPPED') as motive, -- motive that it stands for
  coalesce(reasons.is_primary, false) as is_primary -- whether the system calls it the main one
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
