-- Red alerts: customers who meet a competitor, in episodes of those that come shortly after one another. The same announcement
-- made again (same reason, same day of the meeting) is no second alert.
-- Grain: alert_id
with
  announced as (
    select
      *,
      coalesce(customer_id, 'alert:' || alert_id) as subject_id,
      concat_ws(chr(31), label_key (reason), appointment_date) as announcement
    from
      marts.alert_messages
    where
      kind = 'red_alert'
  ),
  marked as (
    select
      *,
      coalesce(
        alert_date - lag (alert_date) over (
          partition by
            subject_id
          order by
            alert_date,
            alert_id
        ) > parameter ('alert.episode_days'),
        true
      ) as begins_episode,
      list(announcement) over (
        partition by
          subject_id
        order by
          alert_date range between to_days(parameter ('redalert.repeat_days')::integer) preceding
          and interval 0 day following
      ) as recent_announcements
    from
      announced
  ),
  numbered as (
    select
      *,
      count_if(begins_episode) over (
        partition by
          subject_id
        order by
          alert_date,
          alert_id rows unbounded preceding
      ) as episode
    from
      marked
  )
select
  alert_id, -- alert
  customer_id, -- customer; null when nobody knows
  customer_source, -- what tells the customer: system, shop_name or unknown
  brand, -- brand
  system, -- system that tells it
  source_channel, -- channel or board that it came in
  alert_date, -- day on which it was raised
  appointment_date, -- day on which the competitor meets the customer; null when it is not told
  reason, -- competitor or words
  first_value (alert_id) over (
    partition by
      subject_id,
      episode
    order by
      alert_date,
      alert_id
  ) as episode_id, -- first alert of its episode; an alert of nobody is one of its own
  row_number() over (
    partition by
      subject_id,
      episode,
      announcement
    order by
      alert_date,
      alert_id
  ) > 1 as is_repetition, -- whether the same was announced before in the episode
  list_unique(recent_announcements) >= 2 as is_repeated, -- R1: several different ones within days
  is_explicit_reason (reason) as is_explicit, -- R3: the reason names more than the competitor
  source_file_id, -- file that the row was read from
  source_line -- line of that file
from
  numbered
