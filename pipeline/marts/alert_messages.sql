-- Alerts about customers, whatever tool they came in: messages of the channel, answers to NPS questions, and requests of the
-- board. A red alert of the channel names a shop and no contact: it counts for the one customer who has exactly that name, and
-- for nobody where several have it, none has, or the policy (redalert.shop_names) is to look for none. An NPS answer that the
-- board tells too stands as the board tells it.
-- Grain: alert_id
with
  messages as (
    select
      *,
      local_date (alerts.at) as alert_date,
      -- Only an answer can be told twice; as part of the key, it is looked up instead of compared with every request.
      if (alerts.kind = 'nps', alerts.customer_id, null) as answering_customer_id
    from
      staging.alerts as alerts
  ),
  told_answers as (
    select distinct
      customer_id,
      score,
      created_date
    from
      marts.board_requests
    where
      kind = 'nps'
  ),
  told as (
    select
      alerts.system,
      alerts.alert_id,
      null::varchar as task_id,
      alerts.kind,
      alerts.alert_date,
      alerts.at,
      alerts.customer_id,
      alerts.brand,
      alerts.shop_name,
      if (alerts.score_scale = 10, alerts.score, null) as score,
      alerts.competitor as reason,
      alerts.appointment_at,
      coalesce(alerts.source_channel, alerts.system) as source_channel,
      alerts.is_ticked,
      alerts.source_file_id,
      alerts.source_line
    from
      messages as alerts
      anti join told_answers as answers on answers.customer_id = alerts.answering_customer_id
      and answers.score = alerts.score
      and answers.created_date = alerts.alert_date
    union all
    select
      system,
      system || '/' || task_id as alert_id,
      task_id,
      kind,
      created_date as alert_date,
      null::timestamptz as at,
      customer_id,
      null::varchar as brand,
      shop_name,
      score,
      reason,
      appointment_at,
      coalesce(board, system) as source_channel,
      board_column = 'done' as is_ticked,
      source_file_id,
      source_line
    from
      marts.board_requests
  ),
  named_customers as (
    select
      label_key (name) as name_key,
      any_value(customer_id) as customer_id
    from
      staging.customers
    group by
      label_key (name)
    having
      count(*) = 1
  ),
  identified as (
    select
      told.* replace(coalesce(told.customer_id, named_customers.customer_id) as customer_id),
      case
        when told.customer_id is not null then 'system'
        when named_customers.customer_id is not null then 'shop_name'
        else 'unknown'
      end as customer_source
    from
      (
        select
          *,
          if (
            customer_id is null
            and policy_on ('redalert.shop_names', alert_date) = 'unique',
            label_key (shop_name),
            null
          ) as sought_key
        from
          told
      ) as told
      left join named_customers on named_customers.name_key = told.sought_key
  )
select
  identified.system, -- system that it stands as told by
  identified.alert_id, -- alert; a request of the board is system/task
  identified.task_id, -- request of the board; null for a message
  identified.kind, -- churn_risk, red_alert, nps or other
  identified.alert_date, -- local day on which it was raised
  identified.at, -- when it was raised; null where the system tells only the day
  identified.customer_id, -- customer; null when nobody knows
  identified.customer_source, -- what tells the customer: system, shop_name (the only one of that name) or unknown
  coalesce(identified.brand, customers.brand, 'unknown') as brand, -- brand
  identified.shop_name, -- shop, as it is called
  identified.score, -- NPS score, 0 to 10
  identified.reason, -- competitor or words of a red alert
  local_date (identified.appointment_at) as appointment_date, -- local day on which the competitor meets the customer
  identified.source_channel, -- channel or board that it came in
  identified.is_ticked, -- whether it is ticked, or stands as done on the board; null where nobody can
  identified.source_file_id, -- file that the row was read from
  identified.source_line -- line of that file
from
  identified
  left join staging.customers on customers.customer_id = identified.customer_id
