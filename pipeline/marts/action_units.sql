-- Units on which an action is tried, with the months that count as before and as exposed. An action on units of one kind is a
-- trial. A unit counts as exposed from its start, whatever is done there in truth (intention to treat).
-- Grain: trial_id, unit_value
with
  spells as (
    select
      *,
      coalesce(customer_id, unit_value) as value
    from
      staging.actions
  ),
  units as (
    select
      action,
      unit,
      value as unit_value,
      min(start_date) as start_date,
      if (bool_or(end_date is null), null, max(end_date)) as end_date
    from
      spells
    group by
      action,
      unit,
      value
  ),
  aims as (
    select
      action,
      unit,
      coalesce(arg_min_null(motive, (start_date, targeted_motive)), 'UNMAPPED') as motive,
      arg_min(targeted_motive, (start_date, targeted_motive)) as targeted_motive
    from
      staging.actions
    group by
      action,
      unit
  )
select
  units.action || ' / ' || units.unit as trial_id, -- trial: the action and the kind of unit
  units.action, -- action
  units.unit, -- kind of unit: team, brand, customer or unknown
  units.unit_value, -- unit
  aims.motive, -- motive that the action aims at; UNMAPPED while nobody has mapped it
  aims.targeted_motive, -- that motive, as keyed in
  units.start_date, -- first day on this unit
  units.end_date, -- first day after it; null while it lasts
  first_of_month (units.start_date) as start_month, -- month of the start: those before it are before
  if (
    day(units.start_date) <= parameter ('action.start_days'),
    first_of_month (units.start_date),
    add_months (first_of_month (units.start_date), 1)
  ) as first_month, -- first month that counts as exposed
  first_of_month (units.end_date) as until_month -- first month that no longer does; null while it lasts
from
  units
  join aims on aims.action = units.action
  and aims.unit = units.unit
