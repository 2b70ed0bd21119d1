-- What the cases of an account of motives are cut by. The product family is the one with the largest amount
-- in force, the seller of origin the one who signed all orders in force; tenure is counted from the day of engagement, or
-- from the first order where none is known by then.
-- Grain: case_id
with
  amounts as (
    select
      outcomes.case_id,
      lines.family,
      sum(lines.amount_cents) as amount_cents,
      min(orders.seller_id) as seller_id,
      max(orders.seller_id) as last_seller_id
    from
      marts.case_outcomes as outcomes
      join staging.orders on orders.customer_id = outcomes.customer_id
      and orders.order_id = coalesce(outcomes.order_id, orders.order_id)
      and orders.signed_date <= outcomes.opened_date
      join staging.order_lines as lines on lines.order_id = orders.order_id
      and coalesce(lines.term_end_date > outcomes.opened_date, true)
      and coalesce(lines.cut_date > outcomes.opened_date, true)
    group by
      outcomes.case_id,
      lines.family
  ),
  origins as (
    select
      case_id,
      arg_min(family, (- amount_cents, family)) as family,
      min(seller_id) as seller_id,
      max(last_seller_id) as last_seller_id
    from
      amounts
    group by
      case_id
  ),
  first_orders as (
    select
      customer_id,
      min(signed_date) as signed_date
    from
      staging.orders
    group by
      customer_id
  ),
  details as (
    select
      episodes.case_id,
      max(cases.brand) as brand,
      max(cases.competitor) as competitor,
      max(cases.missing_feature) as missing_feature
    from
      marts.case_episodes as episodes
      join staging.cases on list_contains(episodes.case_ids, cases.case_id)
      and cases.customer_id = episodes.customer_id
    group by
      episodes.case_id
  )
select
  outcomes.case_id, -- episode: its first case
  first_of_month (outcomes.opened_date) as month, -- month in which it was opened
  coalesce(details.brand, customers.brand, 'unknown') as brand, -- brand of the case, else of the customer
  coalesce(outcomes.owner_channel, 'unknown') as channel, -- channel of its owner at the end
  coalesce(origins.family, 'unknown') as family, -- product family with the largest amount in force; unknown where nothing is
  case
    when origins.seller_id is null then 'unknown'
    when origins.seller_id < origins.last_seller_id then 'several'
    else origins.seller_id
  end as seller, -- seller who signed all orders in force; several or unknown
  coalesce(
    tenure_band (
      outcomes.opened_date - coalesce(
        if (engagements.engagement_date <= outcomes.opened_date, engagements.engagement_date, null),
        first_orders.signed_date
      )
    ),
    'unknown'
  ) as tenure_band, -- for how long the customer had been engaged
  coalesce(details.competitor, 'none') as competitor, -- competitor named; none where nobody names one
  coalesce(details.missing_feature, 'none') as missing_feature -- feature said to be missing; none where nobody names one
from
  marts.case_outcomes as outcomes
  left join details on details.case_id = outcomes.case_id
  left join origins on origins.case_id = outcomes.case_id
  left join staging.customers on customers.customer_id = outcomes.customer_id
  left join marts.engagement_dates as engagements on engagements.customer_id = outcomes.customer_id
  left join first_orders on first_orders.customer_id = outcomes.customer_id
