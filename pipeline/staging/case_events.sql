-- Dated changes on cases, each once, however many exports tell it, with the role that its author had on that day.
-- Grain: system, case_id, at, field
with
  known_events as (
    select
      *,
      local_date (events.at) as at_date
    from
      entities.case_events as events
    where
      is_known (extracted_date, recorded_at)
      and has_happened (events.at)
    qualify
      is_latest_version ((system, case_id, events.at, field), extracted_date, source_file_id, source_line)
  ),
  -- A name that two sellers have says nothing about which of them it was.
  authors as (
    select
      label_key (name) as name_key,
      any_value(seller_id) as seller_id
    from
      staging.sellers
    group by
      label_key (name)
    having
      count(distinct seller_id) = 1
  ),
  authored_events as (
    select
      events.* replace(coalesce(events.actor_seller_id, authors.seller_id) as actor_seller_id)
    from
      known_events as events
      left join authors on authors.name_key = label_key (events.actor_name)
  )
select
  events.system, -- system that delivered the row
  events.case_id, -- case
  events.at, -- when it changed
  events.actor_seller_id, -- seller who changed it
  events.actor_name, -- name of who changed it, where the system gives no code
  spells.role as actor_role, -- role of the seller on that day
  events.field, -- what changed
  events.value, -- what it became, as the system calls it
  events.recorded_at, -- when it was recorded
  events.source_file_id, -- file that the row was read from
  events.source_line, -- line of that file
  events.extracted_date -- day on which the file was extracted
from
  authored_events as events
  left join staging.sellers as spells on spells.seller_id = events.actor_seller_id
  and spells.valid_from <= events.at_date
  and events.at_date < coalesce(spells.valid_to, date 'infinity')
