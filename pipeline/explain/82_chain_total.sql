-- the chain as a whole, counted once
-- Grain: chain_id
-- Form: facts
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
  chain_id, -- begins with
  first_cents, -- what it started with
  last_cents, -- what stands at its end
  net_loss_cents, -- lost from the first to the last
  loss_cents, -- lost from link to link
  excess_cents -- less what was sold on top
from
  marts.rebooking_chains
where
  cut_again_units > 0
  and chain_id in (
    select
      chain_id
    from
      asked
  )
order by
  chain_id
