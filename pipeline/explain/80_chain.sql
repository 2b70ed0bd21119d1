-- rebookings that follow one another, from the first order on
-- Grain: cancellation_id
with
  asked as (
    select
      chain_id
    from
      marts.cancellations
    where
      (
        order_id = getvariable ('order_id')
        and coalesce(cancellation_id = getvariable ('cancellation_id'), true)
      )
      or cancellation_id in (
        select
          cancellation_id
        from
          marts.rebookings
        where
          rebooked_order_id = getvariable ('order_id')
      )
  )
select
  cancellation_id, -- cancelled
  booked_cents, -- B
  rebooked_cents, -- a
  loss_booked_cents, -- B - a
  rebooked_date, -- rebooked on
  coalesce(class, '-') as class -- class
from
  marts.cancellations
where
  chain_id in (
    select
      chain_id
    from
      asked
  )
qualify
  count(*) over () > 1
order by
  cancel_date,
  cancellation_id
