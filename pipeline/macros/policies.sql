-- Of settings, the latest first, the value that holds on a day; null before the first of them.
create macro value_in_force (settings, day) as (list_extract(list_filter(settings, lambda row: row.valid_from <= day), 1).value);

-- A choice in words on a day, where the documents that the rules come from disagree: rows of data/lookups/policies.csv. A
-- policy that changes does not change what was due before. An unknown name is an error; no day, no policy.
create macro policy_on (wanted, day) as (
  case
    when day is not null then coalesce(
      value_in_force (
        (
          select
            list(
              {'value': value, 'valid_from': valid_from}
              order by
                valid_from desc,
                source_line desc
            )
          from
            lookups.policies
          where
            name = wanted
        ),
        day
      ),
      error('no policy is called ' || wanted || ' on ' || day)
    )
  end
);

-- The same on the as-of day.
create macro policy (wanted) as (
  select
    coalesce(
      arg_max(value, (valid_from, source_line)),
      error('no policy is called ' || wanted || ' on the as-of day')
    )
  from
    lookups.policies
  where
    name = wanted
    and valid_from <= (
      select
        as_of
      from
        meta.run
    )
);

-- The value of a parameter on a day: for what is due by the rule of the day on which it fell due.
create macro parameter_on (wanted, day) as (
  case
    when day is not null then coalesce(
      value_in_force (
        (
          select
            list(
              {'value': value, 'valid_from': valid_from}
              order by
                valid_from desc,
                source_line desc
            )
          from
            lookups.parameters
          where
            name = wanted
        ),
        day
      ),
      error('no parameter is called ' || wanted || ' on ' || day)
    )
  end
);
