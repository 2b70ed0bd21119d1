-- The latest episodes of red alerts, with the conditions of the decision table and what came of them.
-- Grain: episode_id
select
  episodes.episode_id, -- episode: its first alert
  episodes.alert_date, -- day of the first alert
  episodes.customer_id, -- customer; null when nobody knows
  customers.name as customer_name, -- name of the customer
  episodes.customer_source, -- what tells the customer: system, shop_name or unknown
  episodes.brand, -- brand
  first_of_month (episodes.alert_date) as month, -- month of the first alert
  coalesce(outcomes.value_band, 'unknown') as value_band, -- band of the parc of the customer
  episodes.source_channel, -- channel or board
  episodes.alerts, -- alerts
  episodes.announcements, -- of these, different ones
  episodes.reason, -- competitor or words
  episodes.appointment_date, -- day on which the competitor meets the customer
  concat_ws(
    ' + ',
    if (episodes.is_repeated, 'R1', null),
    if (
      episodes.has_open_case
      or episodes.has_recent_case,
      'R2',
      null
    ),
    if (episodes.is_explicit, 'R3', null),
    if (episodes.has_trouble, 'R4', null),
    if (episodes.has_low_nps, 'R5', null),
    if (episodes.has_open_bug, 'R6', null),
    if (episodes.is_alone, 'R0', null)
  ) as conditions, -- conditions met, joined by +
  episodes.decision, -- attach, create or note
  episodes.case_id, -- case that was open or came within days
  episodes.task_date, -- day for which the task was set
  decisions.task_date as due_date, -- day on which it was due
  episodes.meeting_date, -- day of the own meeting
  episodes.meeting_timing, -- own meeting beside that with the competitor
  episodes.is_meeting_in_place, -- whether it is where the documents want it; null where nobody can tell
  episodes.is_handled, -- whether it was handled; null when nobody can tell
  episodes.is_premature_tick, -- whether it was ticked and not handled
  episodes.is_unticked, -- whether it was handled and not ticked
  outcomes.exclusion, -- why it does not count; null when it counts
  outcomes.request_date, -- request that followed within the horizon
  outcomes.lead_days, -- days until it
  files.name as file_name, -- file with the first alert
  red.source_line -- line of that file
from
  marts.alert_episodes as episodes
  join marts.alert_outcomes as outcomes on outcomes.episode_id = episodes.episode_id
  join marts.red_alerts as red on red.alert_id = episodes.episode_id
  join marts.red_alert_decisions as decisions on decisions.alert_id = episodes.episode_id
  left join staging.customers on customers.customer_id = episodes.customer_id
  left join meta.files as files on files.file_id = red.source_file_id
order by
  episodes.alert_date desc,
  episodes.episode_id
limit
  2000
