-- Preventive actions, in their latest version known.
-- Grain: system, action, unit, unit_value, start_date
with
  latest_actions as (
    select
      *
    from
      entities.actions
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version (
        (system, action, label_key (unit_label), unit_value, start_date),
        extracted_date,
        source_file_id,
        source_line
      )
  )
select
  actions.system, -- system that delivered the row
  actions.action, -- action
  motives.motive, -- motive that it aims at; null while nobody has mapped it
  actions.targeted_motive, -- that motive, as keyed in
  coalesce(units.value, 'unknown') as unit, -- kind of unit that it is tried on: team, brand, customer or unknown
  actions.unit_label, -- kind of unit that it is tried on, as the system calls it
  actions.unit_value, -- team, brand or customer that it is tried on
  if (units.value = 'customer', coalesce(keys.customer_id, actions.unit_value), null) as customer_id, -- customer that it is tried on; null where the unit is not one
  actions.start_date, -- first day
  actions.end_date, -- first day after the action; null while it lasts
  actions.recorded_at, -- start of its first day
  actions.source_file_id, -- file that the row was read from
  actions.source_line, -- line of that file
  actions.extracted_date -- day on which the file was extracted
from
  latest_actions as actions
  left join staging.customer_keys as keys on keys.delivered_id = actions.unit_value
  left join motives_of ('actions') as motives on motives.label_key = label_key (actions.targeted_motive)
  left join labels_of ('action_unit') as units on units.label_key = label_key (actions.unit_label)
