-- Rules by which an action is planned and judged.
-- Grain: planned_months
with
  rules as (
    select
      parameter ('action.after_months')::bigint as planned_months,
      parameter ('action.before_months')::bigint as before_months,
      parameter ('action.plausible_percent') / 100 as plausible_share,
      parameter ('action.icc') as icc,
      parameter ('action.level') as level,
      parameter ('action.power') as power
  )
select
  planned_months, -- months over which an action is judged
  before_months, -- months before that it is compared with
  plausible_share, -- the largest fall that anyone would believe
  icc, -- how alike customers of a unit are where nothing else is said
  level, -- chance of seeing an effect where there is none
  power, -- chance of seeing the effect where it is there
  normal_quantile (1 - level / 2) as level_score, -- standard score of the first
  normal_quantile (power) as power_score -- standard score of the second
from
  rules
order by
  planned_months
