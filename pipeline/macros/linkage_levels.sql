-- The levels of one comparison of the linkage, with the weights in force on the as-of day.
create macro levels_in_force (wanted) as table
select
  levels.level,
  levels.position,
  levels.weight,
  levels.lower,
  levels.lower_included,
  levels.upper,
  levels.upper_included
from
  lookups.linkage_levels as levels
where
  levels.comparison = wanted
  and levels.valid_from = (
    select
      max(versions.valid_from)
    from
      lookups.linkage_levels as versions
    where
      versions.comparison = wanted
      and versions.valid_from <= (
        select
          as_of
        from
          meta.run
      )
  );

-- Whether a measured value lies within the bounds of a level; a bound that is null is open.
create macro is_within (measured, lower, lower_included, upper, upper_included) as (
  measured is not null
  and (
    lower is null
    or measured > lower
    or (
      measured = lower
      and lower_included = 1
    )
  )
  and (
    upper is null
    or measured < upper
    or (
      measured = upper
      and upper_included = 1
    )
  )
);

-- The weight of each level of a comparison in force; a level may consist of several ranges.
create macro weights_in_force (wanted) as table
select distinct
  position,
  level,
  weight
from
  levels_in_force (wanted);
