-- Alerts as each system tells them, in their latest version known, with the customer and who ticked them. A system that
-- says who ticked an alert never says when.
-- Grain: system, alert_id
with
  latest_alerts as (
    select
      *
    from
      entities.alerts as alerts
    where
      is_known (extracted_date, recorded_at)
      and has_happened (alerts.at)
    qualify
      row_number() over (
        partition by
          system,
          alert_id
        order by
          extracted_date desc nulls last,
          -- Of two exports without a day, the one in which more people have reacted is the later one.
          len(reaction_labels) desc nulls last,
          source_file_id desc,
          source_line desc
      ) = 1
  ),
  reactions as (
    select
      system,
      alert_id,
      unnest(reaction_labels) as label,
      unnest(reacted_by) as person
    from
      latest_alerts
  ),
  ticks as (
    select
      reactions.system,
      reactions.alert_id,
      list_sort(list(distinct reactions.person)) as ticked_by
    from
      reactions
      join labels_of ('reaction') as signs on signs.label_key = label_key (reactions.label)
    where
      signs.value = 'tick'
    group by
      reactions.system,
      reactions.alert_id
  ),
  customers_of_email as (
    select
      hashes.hash,
      min(keys.customer_id) as customer_id
    from
      staging.customer_hashes as hashes
      join staging.customer_keys as keys on keys.delivered_id = hashes.customer_id
    where
      hashes.kind = 'email'
      and not hashes.is_shared
    group by
      hashes.hash
    having
      count(distinct keys.customer_id) = 1
  )
select
  alerts.system, -- system that delivered the alert
  alerts.alert_id, -- alert
  coalesce(keys.customer_id, customers_of_email.customer_id, alerts.customer_id) as customer_id, -- customer: by contact, by address, or by a shop that the crosswalk names
  alerts.contact_id, -- contact of the CRM that it links to
  alerts.shop_name, -- shop, as it is called
  alerts.brand, -- brand
  alerts.kind, -- churn_risk, red_alert, nps or other
  alerts.at, -- when it was raised
  alerts.score, -- NPS score
  alerts.score_scale, -- best score that could be given
  alerts.competitor, -- competitor or reason named
  alerts.appointment_at, -- when the competitor meets the customer
  alerts.raw_text, -- text of the alert, addresses and phone numbers hashed
  if (alerts.reaction_labels is null, null, ticks.ticked_by is not null) as is_ticked, -- whether somebody ticked it; null where nobody can
  ticks.ticked_by, -- who ticked it, as the system calls them
  alerts.source_channel, -- channel that it was posted in
  alerts.recorded_at, -- when it was recorded
  alerts.source_file_id, -- file that the row was read from
  alerts.source_line, -- line of that file
  alerts.extracted_date -- day on which the file was extracted
from
  latest_alerts as alerts
  left join ticks on ticks.system = alerts.system
  and ticks.alert_id = alerts.alert_id
  left join staging.customer_keys as keys on keys.delivered_id = coalesce(alerts.customer_id, 'shop:' || alerts.shop_name)
  left join customers_of_email on customers_of_email.hash = alerts.customer_email_hash
