-- Every parameter and every policy that holds on the as-of day, with the day since which it does.
-- Grain: name
with
  settings as (
    select
      name,
      value as number_value,
      null::varchar as text_value,
      valid_from,
      source,
      meaning
    from
      lookups.parameters
    union all
    select
      name,
      null::double as number_value,
      value as text_value,
      valid_from,
      source,
      meaning
    from
      lookups.policies
  )
select
  settings.name, -- name, as rules ask for it
  settings.number_value, -- value, where it is a number
  settings.text_value, -- value, where it is a word or a day
  settings.valid_from, -- first day on which it holds
  settings.source, -- section of the methods, or choice where it is our own
  settings.meaning -- what it decides
from
  settings
  cross join meta.run as runs
where
  settings.valid_from <= runs.as_of
qualify
  row_number() over (
    partition by
      settings.name
    order by
      settings.valid_from desc
  ) = 1
order by
  settings.name
