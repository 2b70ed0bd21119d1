-- Cancelled units that an audit may draw, with what two readers need to judge them: links are not shown, so that nobody
-- is led by them. Declared rebookings are no question. The order within a stratum is that of a hash, so that the first of
-- them are a random sample, the same at every draw.
-- Grain: cancellation_id
with
  later_orders as (
    select
      units.cancellation_id,
      string_agg(
        concat_ws(
          ', ',
          orders.order_id,
          strftime(orders.signed_date, '%d/%m/%Y'),
          (orders.booked_cents // 100) || ',' || lpad((abs(orders.booked_cents) % 100)::varchar, 2, '0'),
          nullif(array_to_string(orders.families, ' + '), ''),
          orders.channel
        ),
        ' | '
        order by
          orders.signed_date,
          orders.order_id
      ) as orders
    from
      marts.cancelled_units as units
      join marts.booked_orders as orders on orders.customer_id = units.customer_id
      and (orders.signed_date, orders.order_id) > (units.signed_date, units.order_id)
      and orders.signed_date between units.interval_start_date - parameter ('audit.window_days')::integer and units.interval_end_date + parameter ('audit.window_days')::integer
    group by
      units.cancellation_id
  )
select
  units.cancellation_id, -- cancelled unit
  units.is_linked, -- whether an order is known to replace it; not for the readers
  units.band, -- band of its amount; with the column before, its stratum
  row_number() over (
    partition by
      units.is_linked,
      units.band
    order by
      md5(units.cancellation_id),
      units.cancellation_id
  ) as place, -- place in the stratum, by the hash
  units.order_id, -- order cancelled
  units.customer_id, -- customer
  customers.name as customer_name, -- its name
  facts.signed_date, -- day on which the order was signed
  facts.requested_date, -- day on which its end was asked for
  units.cancel_date, -- first day no longer served
  facts.cancel_reason, -- reason, as keyed in
  facts.channel, -- channel of the sale
  array_to_string(facts.families, ' + ') as families, -- product families cut
  units.booked_cents, -- amount booked (cents)
  units.identified_cents, -- of it, known to be rebooked; not for the readers (cents)
  later_orders.orders as later_orders -- orders that the customer signed around the cancellation: number, day, amount, families, channel
from
  marts.rebookable_units as units
  join marts.cancelled_units as facts on facts.cancellation_id = units.cancellation_id
  left join staging.customers on customers.customer_id = units.customer_id
  left join later_orders on later_orders.cancellation_id = units.cancellation_id
where
  not units.is_declared
