-- Accounts that were passed as lost, by letter or by a case without one, and from when their contract is counted: the order
-- that the case is about, else the only order in force on the day of receipt, else, where no order is known, the day of
-- engagement. Of several orders in force nobody can say which one was left.
-- Grain: loss_id
with
  losses as (
    select
      letter_id as loss_id,
      subject_kind,
      customer_id,
      brand,
      received_date,
      case_id,
      order_id,
      owner_seller_id,
      owner_name,
      lost_date,
      lost_field,
      source_file_id,
      source_line
    from
      marts.letter_cases
    where
      lost_date is not null
      and outcome not in ('saved', 'saved_partial')
    union all
    select
      concat_ws('|', 'case', cases.case_id) as loss_id,
      'case' as subject_kind,
      cases.customer_id,
      coalesce(cases.brand, customers.brand) as brand,
      local_date (cases.opened_at) as received_date,
      cases.case_id,
      cases.order_id,
      cases.owner_seller_id,
      cases.owner_name,
      local_date (cases.closed_at) as lost_date,
      'cases.closed_at' as lost_field,
      cases.source_file_id,
      cases.source_line
    from
      staging.cases
      anti join marts.letter_cases as letters on letters.case_id = cases.case_id
      left join staging.customers on customers.customer_id = cases.customer_id
    where
      cases.outcome = 'lost'
      and cases.status not in ('duplicate', 'error')
      and cases.closed_at is not null
      and cases.letter_received is distinct from true
  ),
  order_starts as (
    select
      orders.customer_id,
      lines.order_id,
      coalesce(
        min(lines.term_start_date) filter(
          where
            lines.is_recurring
        ),
        min(lines.term_start_date)
      ) as start_date
    from
      losses
      join staging.orders on orders.customer_id = losses.customer_id
      join staging.order_lines as lines on lines.order_id = orders.order_id
    group by
      orders.customer_id,
      lines.order_id
  ),
  -- Of each loss whose order nobody names: the orders with a line in force on the day of receipt.
  orders_in_force as (
    select
      losses.loss_id,
      count(distinct lines.order_id) as orders,
      min(lines.order_id) as order_id
    from
      losses
      join staging.orders on orders.customer_id = losses.customer_id
      join staging.order_lines as lines on lines.order_id = orders.order_id
    where
      losses.order_id is null
      and lines.is_recurring
      and lines.term_start_date <= losses.received_date
      and coalesce(lines.term_end_date > losses.received_date, true)
      and coalesce(lines.cut_date > losses.received_date, true)
    group by
      losses.loss_id
  ),
  customers_with_orders as (
    select distinct
      customer_id
    from
      order_starts
  )
select
  losses.loss_id, -- loss: the letter, or the case without one
  losses.subject_kind, -- letter or case
  losses.customer_id, -- customer
  losses.brand, -- brand
  losses.case_id, -- case about it; null when none is known
  coalesce(losses.order_id, if (in_force.orders = 1, in_force.order_id, null)) as order_id, -- order that was left; null when nobody can say
  losses.owner_seller_id, -- seller who owns the case
  losses.owner_name, -- name of the owner
  losses.lost_date, -- day on which the account was passed as lost
  losses.lost_field, -- field that tells it
  coalesce(starts.start_date, if (known.customer_id is null, engagements.engagement_date, null)) as start_date, -- day from which its contract is counted; null when it is not known
  case
    when starts.start_date is not null then 'order_lines.term_start_date'
    when known.customer_id is null
    and engagements.engagement_date is not null then 'engagement_dates.' || engagements.engagement_source
    when known.customer_id is null then 'contracts.service_start_date'
    else 'cases.order_id'
  end as start_field, -- field that tells it, or that is missing
  losses.source_file_id, -- file that the loss was read from
  losses.source_line -- line of that file
from
  losses
  left join orders_in_force as in_force on in_force.loss_id = losses.loss_id
  left join order_starts as starts on starts.order_id = coalesce(losses.order_id, if (in_force.orders = 1, in_force.order_id, null))
  and starts.customer_id = losses.customer_id
  left join customers_with_orders as known on known.customer_id = losses.customer_id
  left join marts.engagement_dates as engagements on engagements.customer_id = losses.customer_id
