-- The level and the weight of everything that a comparison of the linkage can find, so that pairs find theirs by
-- equality: of each distance in days, of each ratio of amounts in steps of a thousandth, of each seller and case.
-- Grain: comparison, code
with
  days as (
    select
      unnest(
        range(- parameter ('candidate.days_before')::integer, parameter ('candidate.days_after')::integer + 1)
      ) as code
  ),
  -- Two steps a thousandth; the last one stands for all that is larger.
  steps as (
    select
      unnest(range(2 + (2000 * greatest(max(lower), max(upper)))::integer)) as code
    from
      levels_in_force ('amount')
  ),
  measured as (
    select
      'gap' as comparison,
      code,
      code as value
    from
      days
    union all
    select
      'amount' as comparison,
      code,
      code / 2000 as value
    from
      steps
  ),
  named as (
    from
      (
        values
          ('seller', 0, 'retention'),
          ('seller', 1, 'same_seller'),
          ('seller', 2, 'other'),
          ('case', 0, 'same_case'),
          ('case', 1, 'open_case'),
          ('case', 2, 'none')
      ) as findings (comparison, code, level)
  ),
  levels as (
    select
      'gap' as comparison,
      *
    from
      levels_in_force ('gap')
    union all
    select
      'amount' as comparison,
      *
    from
      levels_in_force ('amount')
    union all
    select
      'seller' as comparison,
      *
    from
      levels_in_force ('seller')
    union all
    select
      'case' as comparison,
      *
    from
      levels_in_force ('case')
  ),
  found as (
    select
      measured.comparison,
      measured.code,
      levels.position,
      levels.weight
    from
      measured
      join levels on levels.comparison = measured.comparison
      and is_within (measured.value, levels.lower, levels.lower_included, levels.upper, levels.upper_included)
    union all
    select
      named.comparison,
      named.code,
      levels.position,
      levels.weight
    from
      named
      join levels on levels.comparison = named.comparison
      and levels.level = named.level
  )
select
  comparison, -- what is compared: gap, amount, seller or case
  code::integer as code, -- days; steps of ratio_step; or the place of a named finding
  position::utinyint as level, -- place of the level in data/lookups/linkage_levels.csv
  weight::integer as weight -- its weight (hundredths of a bit)
from
  found
