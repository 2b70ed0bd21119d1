-- The motive that a case counts under, one a case: its main reason. Reasons that all stand for one motive need no flag;
-- several motives without one are MULTI_NO_PRIMARY; a label that nobody has mapped is UNMAPPED; no reason at all is MISSING.
-- Grain: case_id
with
  main_reasons as (
    select
      case_id,
      count(distinct motive) = 1
      or bool_or(is_primary) as is_told,
      arg_min(motive, (not is_primary, position)) as motive,
      arg_min(raw_label, (not is_primary, position)) as raw_label
    from
      marts.episode_reasons
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
