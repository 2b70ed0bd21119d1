-- Alerts about customers, each once. An NPS answer that two systems tell is one: the same customer gave the same score
-- on the same local day; of several such answers of a day, the first of one system is the first of the other. It stands
-- as the system tells it in which it can be ticked, else the first by name.
-- Grain: alert_id
with
  numbered_alerts as (
    select
      *,
      local_date (alerts.at) as at_date,
      row_number() over (
        partition by
          system,
          kind,
          customer_id,
          score,
          local_date (alerts.at)
        order by
          alerts.at,
          alert_id
      ) as place
    from
      staging.told_alerts as alerts
  ),
  -- An answer of nobody, or without a score, is never another one.
  events as (
    select
      *,
      if (
        kind = 'nps'
        and customer_id is not null
        and score is not null,
        concat_ws('|', customer_id, score, at_date, place),
        concat_ws('|', system, alert_id)
      ) as event
    from
      numbered_alerts
  )
select
  events.system, -- system that it stands as told by
  list_sort(
    list(events.system) over (
      partition by
        events.event
    )
  ) as systems, -- all systems that tell it
  events.alert_id, -- alert
  events.customer_id, -- customer: by contact, by address, or by a shop that the crosswalk names
  events.contact_id, -- contact of the CRM that it links to
  events.shop_name, -- shop, as it is called
  events.brand, -- brand
  events.kind, -- churn_risk, red_alert, nps or other
  events.at, -- when it was raised
  events.score, -- NPS score
  events.score_scale, -- best score that could be given
  events.competitor, -- competitor or reason named
  events.appointment_at, -- when the competitor meets the customer
  events.raw_text, -- text of the alert, addresses and phone numbers hashed
  events.is_ticked, -- whether somebody ticked it; null where nobody can
  events.ticked_by, -- who ticked it, as the system calls them
  events.source_channel, -- channel that it was posted in
  events.recorded_at, -- when it was recorded
  events.source_file_id, -- file that the row was read from
  events.source_line, -- line of that file
  events.extracted_date -- day on which the file was extracted
from
  events
qualify
  row_number() over (
    partition by
      events.event
    order by
      events.is_ticked is null,
      events.system,
      events.alert_id
  ) = 1
