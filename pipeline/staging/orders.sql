-- Orders, in their latest version known, each with the last of its cancellations. An order whose cancellation is not
-- known yet, or has no date, is still active: only a dated cut ends anything.
-- Grain: order_id
with
  latest_orders as (
    select
      *
    from
      entities.orders
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version ((system, order_id), extracted_date, source_file_id, source_line)
  ),
  last_cuts as (
    select
      *
    from
      staging.order_lines
    where
      cut_date is not null
    qualify
      row_number() over (
        partition by
          system,
          order_id
        order by
          cut_date desc,
          cancel_requested_date is null,
          line_no
      ) = 1
  )
select
  orders.system, -- system that delivered the order
  orders.order_id, -- order
  coalesce(keys.customer_id, orders.customer_id) as customer_id, -- customer who signed it
  orders.brand, -- brand under which it was sold
  orders.signed_date, -- day of signature
  orders.seller_id, -- seller who signed it
  coalesce(channels.value, 'unknown') as channel, -- channel of the sale
  orders.channel_label, -- channel, as the system calls it
  coalesce(assignments.value, 'unknown') as assignment, -- seller, delegated or unknown
  if (
    last_cuts.order_id is null
    and statuses.value in ('cancelled', 'modified'),
    'active',
    coalesce(statuses.value, 'unknown')
  ) as status, -- active, modified, cancelled, ended or unknown
  orders.status_label, -- status, as the system calls it
  orders.modifies_order_id, -- order that it declares to amend
  orders.replaces_order_id, -- order that it declares to replace
  last_cuts.cancel_requested_date, -- day on which the last cancellation was asked for
  last_cuts.cut_date as cancel_date, -- first day no longer served because of it
  last_cuts.cancel_recorded_at, -- when it was recorded
  last_cuts.cancel_scope, -- total, partial (MO-) or unknown; null while nothing is cancelled
  last_cuts.cancelled_by_seller_id, -- seller who cancelled
  last_cuts.cancel_reason, -- reason of the cancellation, as keyed in
  orders.case_id, -- case that led to the order or to its end
  orders.recorded_at, -- when it was recorded
  orders.source_file_id, -- file that the row was read from
  orders.source_line, -- line of that file
  orders.extracted_date -- day on which the file was extracted
from
  latest_orders as orders
  left join staging.customer_keys as keys on keys.delivered_id = orders.customer_id
  left join last_cuts on last_cuts.system = orders.system
  and last_cuts.order_id = orders.order_id
  left join labels_of ('channel') as channels on channels.label_key = label_key (orders.channel_label)
  left join labels_of ('assignment') as assignments on assignments.label_key = label_key (orders.assignment_label)
  left join labels_of ('order_status') as statuses on statuses.label_key = label_key (orders.status_label)
