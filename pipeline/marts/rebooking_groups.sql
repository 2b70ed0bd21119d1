-- Rebooking groups: the cancelled units and the new orders that one rebooking ties together, old against new.
-- Grain: group_id
with
  units as (
    select
      group_id,
      any_value(customer_id) as customer_id,
      min(cancel_date) as cancel_date,
      string_agg(
        order_id,
        ' + '
        order by
          cancel_date,
          order_id
      ) as cancelled_orders,
      string_agg(
        distinct seller_id,
        ' + '
        order by
          seller_id
      ) as original_seller_ids,
      string_agg(
        distinct channel,
        ' + '
        order by
          channel
      ) as original_channels,
      sum(booked_cents) as old_cents,
      sum(rebooked_cents) as rebooked_cents,
      sum(loss_horizon_cents) as loss_horizon_cents,
      sum(leak_cents) as leak_cents,
      sum(parc_before_cents) as old_parc_cents,
      sum(loss_parc_cents) as loss_parc_cents
    from
      marts.cancellations
    where
      group_id is not null
    group by
      group_id
  ),
  links as (
    select
      rebookings.group_id,
      arg_max(rebookings.class, classes.position) as class,
      arg_min(rebookings.type, (rebookings.role <> 'primary', rebookings.rebooked_order_id)) as type,
      arg_min(rebookings.gap_days, rebookings.role <> 'primary') as gap_days
    from
      marts.rebookings
      join lookups.link_classes as classes on classes.class = rebookings.class
    group by
      rebookings.group_id
  ),
  new_orders as (
    select distinct
      rebookings.group_id,
      orders.*
    from
      marts.rebookings
      join marts.booked_orders as orders on orders.order_id = rebookings.rebooked_order_id
  ),
  orders as (
    select
      group_id,
      min(signed_date) as first_signed_date,
      string_agg(
        order_id,
        ' + '
        order by
          signed_date,
          order_id
      ) as rebooked_orders,
      string_agg(
        distinct seller_id,
        ' + '
        order by
          seller_id
      ) as rebooking_seller_ids,
      string_agg(
        distinct channel,
        ' + '
        order by
          channel
      ) as rebooking_channels,
      sum(booked_cents) as new_cents,
      sum(parc_cents) as new_parc_cents
    from
      new_orders
    group by
      group_id
  )
select
  units.group_id, -- the unit of the pair that the group grew from
  units.customer_id, -- customer
  units.cancel_date, -- first day on which a unit of the group was cut
  orders.first_signed_date, -- first signature of a new order
  links.gap_days, -- days from the first cancellation to its order; negative before
  units.cancelled_orders, -- orders cancelled, joined by +
  orders.rebooked_orders, -- orders that replace them, joined by +
  units.old_cents::bigint as old_cents, -- amount cancelled (cents)
  orders.new_cents::bigint as new_cents, -- amount of the new orders (cents)
  units.rebooked_cents::bigint as rebooked_cents, -- of the amount cancelled, kept by the new orders (cents)
  (units.old_cents - units.rebooked_cents)::bigint as loss_ca_cents, -- CA lost (cents)
  units.loss_horizon_cents::bigint as loss_horizon_cents, -- CA lost within the cancelled term, billing counted (cents)
  units.leak_cents::bigint as leak_cents, -- delivered and not billed (cents); null when no system delivers invoices
  units.old_parc_cents::bigint as old_parc_cents, -- parc value cancelled (cents a year)
  orders.new_parc_cents::bigint as new_parc_cents, -- parc value of the new orders (cents a year)
  units.loss_parc_cents::bigint as loss_parc_cents, -- parc lost (cents a year)
  links.class, -- the weakest of its links
  links.type, -- kind of replacement, of the pair that the group grew from
  units.original_seller_ids, -- sellers of the cancelled orders, joined by +
  units.original_channels, -- channels of those sales, joined by +
  orders.rebooking_seller_ids, -- sellers of the new orders, joined by +
  orders.rebooking_channels -- channels of those sales, joined by +
from
  units
  join links on links.group_id = units.group_id
  join orders on orders.group_id = units.group_id
