-- What each motive of a case weighs among them, in four ways of counting: primary (all under the main one), fractional (the
-- same to each), weighted (most to the main one) and mention (all under each: their totals exceed the number of cases). A
-- motive that two labels of a case stand for is given once.
-- Grain: case_id, counting, motive
with
  given as (
    select
      case_id,
      motive,
      min(position) as place,
      bool_or(is_primary) as is_primary
    from
      marts.episode_reasons
    group by
      case_id,
      motive
  ),
  motives as (
    select
      outcomes.case_id,
      coalesce(given.motive, 'MISSING') as motive,
      coalesce(given.place, 1) as place,
      count(*) over cases as motives,
      coalesce(given.is_primary, false) as is_primary,
      bool_or(given.is_primary) over cases as has_primary
    from
      marts.case_outcomes as outcomes
      left join given on given.case_id = outcomes.case_id
    window
      cases as (
        partition by
          outcomes.case_id
      )
  ),
  weights as (
    select
      outcomes.case_id,
      'primary' as counting,
      mains.motive,
      1 as place,
      1 as weight
    from
      marts.case_outcomes as outcomes
      join marts.case_motives as mains on mains.case_id = outcomes.case_id
    union all
    select
      case_id,
      unnest(['fractional', 'weighted', 'mention']) as counting,
      motive,
      place,
      unnest(
        [
          1,
          case
            when has_primary
            and motives > 1
            and is_primary then parameter ('reason.main_weight')::integer * (motives - 1)
            else 1
          end,
          1
        ]
      ) as weight
    from
      motives
  )
select
  case_id, -- episode: its first case
  counting, -- primary, fractional, weighted or mention
  motive, -- motive; MISSING without reason, UNMAPPED, MULTI_NO_PRIMARY
  place, -- place among the reasons of the case
  weight, -- what it weighs
  if (
    counting = 'mention',
    weight,
    sum(weight) over (
      partition by
        case_id,
        counting
    )
  )::bigint as whole -- what all those weigh among which the case is shared; a mention is shared with nobody
from
  weights
