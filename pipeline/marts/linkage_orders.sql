-- Orders of the customers who have cancelled something, as the linkage compares them: numbers stand for ids, because
-- numbers are compared by the million. The numbers of orders follow their ids.
-- Grain: order_no
with
  customers as (
    select
      customer_id,
      row_number() over (
        order by
          customer_id
      )::integer as customer_no
    from
      (
        select distinct
          customer_id
        from
          marts.cancelled_units
      ) as cancelling_customers
  ),
  sellers as (
    select
      seller_id,
      row_number() over (
        order by
          seller_id
      )::integer as seller_no
    from
      (
        select distinct
          seller_id
        from
          marts.booked_orders
        where
          seller_id is not null
      ) as signing_sellers
  ),
  cases as (
    select
      case_id,
      row_number() over (
        order by
          case_id
      )::integer as case_no
    from
      (
        select distinct
          case_id
        from
          marts.booked_orders
        where
          case_id is not null
      ) as named_cases
  )
select
  row_number() over (
    order by
      orders.order_id
  )::integer as order_no, -- number of the order
  orders.order_id, -- order
  orders.customer_id, -- its customer
  customers.customer_no, -- number of its customer
  orders.signed_date, -- day of signature
  day_stretch (orders.signed_date) as stretch, -- stretch of days that it falls into
  orders.booked_cents, -- amount booked (cents)
  orders.first_start_date, -- first day of service of its earliest line
  family_sets.family_set_no, -- number of its set of product families; null when it has none
  sellers.seller_no, -- number of the seller who signed it
  cases.case_no, -- number of the case that it names
  orders.is_cancelled
  and coalesce(local_date (named_cases.opened_at) > orders.signed_date, false) as is_case_of_its_end, -- whether that case has ended it rather than led to it
  orders.channel = 'retention' as is_retention, -- whether the retention desk signed it
  if (
    exists (
      from
        staging.cases
    ),
    orders.has_open_case,
    null
  ) as has_open_case, -- whether a case of the customer was open at signature; null when no system delivers cases
  continuing.order_id is not null as is_continuing, -- whether it goes on with what another order ends
  orders.replaces_order_id is not null
  or orders.modifies_order_id is not null as is_declaring -- whether it declares to replace or amend an order
from
  marts.booked_orders as orders
  join customers on customers.customer_id = orders.customer_id
  left join marts.family_sets as family_sets on family_sets.families = orders.families
  left join sellers on sellers.seller_id = orders.seller_id
  left join cases on cases.case_id = orders.case_id
  left join staging.cases as named_cases on named_cases.case_id = orders.case_id
  left join marts.continuing_orders as continuing on continuing.order_id = orders.order_id
