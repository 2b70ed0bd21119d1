-- Of each cancelled unit, the request by which its seller was told: the first that names the order, or the customer without
-- any order, and went to that seller or to telesales, within days of the cancellation (process.request_days).
-- Grain: cancellation_id
with
  requests as (
    select
      *,
      local_date (created_at) as told_date
    from
      staging.requests
    where
      created_at is not null
  ),
  -- By order and by customer apart: one join by either would compare all with all.
  asked as (
    select
      units.cancellation_id,
      units.seller_id,
      requests.*
    from
      marts.cancelled_units as units
      join requests on requests.order_id = units.order_id
      and requests.told_date between units.interval_start_date - parameter ('process.request_days')::integer and units.interval_end_date + parameter ('process.request_days')::integer
    union all
    select
      units.cancellation_id,
      units.seller_id,
      requests.*
    from
      marts.cancelled_units as units
      join requests on requests.customer_id = units.customer_id
      and requests.order_id is null
      and requests.told_date between units.interval_start_date - parameter ('process.request_days')::integer and units.interval_end_date + parameter ('process.request_days')::integer
  )
select
  cancellation_id, -- cancelled unit
  request_id, -- request
  told_date, -- local day on which it was made
  recipient_id, -- seller it was sent to
  taken_at -- when somebody took charge of it; null when nobody did
from
  asked
where
  recipient_channel = 'telesales'
  or recipient_id = seller_id
qualify
  row_number() over (
    partition by
      cancellation_id
    order by
      created_at,
      system,
      request_id
  ) = 1
