-- Requests to a channel about a customer, in their latest version known.
-- Grain: system, request_id
with
  latest_requests as (
    select
      *
    from
      entities.requests
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version ((system, request_id), extracted_date, source_file_id, source_line)
  )
select
  requests.system, -- system that delivered the row
  requests.request_id, -- request
  coalesce(keys.customer_id, requests.customer_id) as customer_id, -- customer
  requests.order_id, -- order that it is about
  requests.created_at, -- when it was made
  requests.created_by_id, -- who made it
  requests.recipient_id, -- seller it was sent to
  coalesce(recipient_channels.value, 'unknown') as recipient_channel, -- channel it was sent to: telesales, field, retention, customer_service, dvr, house or unknown
  requests.recipient_channel_label, -- channel it was sent to, as the system calls it
  requests.subject, -- what it is about, as keyed in
  if (has_happened (requests.taken_at), requests.taken_at, null) as taken_at, -- when somebody took charge of it; null before
  if (has_happened (requests.closed_at), requests.closed_at, null) as closed_at, -- when it was closed; null while open
  if (has_happened (requests.closed_at), requests.follow_up, null) as follow_up, -- what was done, as keyed in; null while open
  requests.recorded_at, -- when it was made
  requests.source_file_id, -- file that the row was read from
  requests.source_line, -- line of that file
  requests.extracted_date -- day on which the file was extracted
from
  latest_requests as requests
  left join staging.customer_keys as keys on keys.delivered_id = requests.customer_id
  left join labels_of ('channel') as recipient_channels on recipient_channels.label_key = label_key (requests.recipient_channel_label)
