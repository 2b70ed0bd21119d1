-- What happened meanwhile: outages of applications, and actions that were taken.
-- Grain: kind, name, first_date
with
  occasions as (
    select
      'outage' as kind,
      min(application) as name,
      first_date,
      max(last_date) + 1 as end_date,
      bool_or(is_open) as is_open
    from
      marts.outages
    group by
      application_key,
      first_date
    union all
    select
      'action' as kind,
      action as name,
      start_date as first_date,
      max(end_date) as end_date,
      bool_or(end_date is null) as is_open
    from
      staging.actions
    group by
      action,
      start_date
  )
select
  kind, -- outage or action
  name, -- application that was down, or action
  first_date, -- first day
  if (is_open, null, end_date) as end_date -- first day after it; null while it lasts
from
  occasions
order by
  kind,
  first_date,
  name
