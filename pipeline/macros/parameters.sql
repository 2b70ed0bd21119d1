-- The value of a parameter on the as-of day: rules are rows of data/lookups/parameters.csv, never numbers in a model.
-- An unknown name is an error, so that a misspelt rule cannot silently be null.
create macro parameter (wanted) as (
  select
    coalesce(arg_max(value, valid_from), error('no parameter is called ' || wanted || ' on the as-of day'))
  from
    lookups.parameters
  where
    name = wanted
    and valid_from <= (
      select
        as_of
      from
        meta.run
    )
);
