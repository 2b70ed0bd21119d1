-- Customers whose CA moved otherwise in truth than the systems book it, month by month: what was booked as lost and won
-- again, and what is in transit from one month to the next. Of each month those with the largest differences; what the
-- others differ by is one line without a customer, so that each month adds up to the difference of its movements.
-- Grain: month, place
with
  ledgers as (
    select
      coalesce(max(ledger) filter(ledger = 'bridged'), 'strict') as ledger
    from
      marts.movements
    where
      view = 'economic'
  ),
  sides as (
    select
      movements.customer_id,
      movements.month,
      coalesce(
        sum(ca_cents) filter(
          view = 'as_booked'
          and kind in ('new', 'expansion', 'reactivation')
        ),
        0
      ) as booked_won_cents,
      coalesce(
        sum(ca_cents) filter(
          view = 'as_booked'
          and kind in ('contraction', 'churn')
        ),
        0
      ) as booked_lost_cents,
      coalesce(
        sum(ca_cents) filter(
          view = 'economic'
          and kind in ('new', 'expansion', 'reactivation')
        ),
        0
      ) as won_cents,
      coalesce(
        sum(ca_cents) filter(
          view = 'economic'
          and kind in ('contraction', 'churn')
        ),
        0
      ) as lost_cents
    from
      marts.movements
      cross join ledgers
    where
      view = 'as_booked'
      and movements.ledger = 'strict'
      or view = 'economic'
      and movements.ledger = ledgers.ledger
    group by
      movements.customer_id,
      movements.month
  ),
  ranked as (
    select
      *,
      row_number() over (
        partition by
          month
        order by
          abs(won_cents - booked_won_cents) + abs(lost_cents - booked_lost_cents) desc,
          customer_id
      ) as rank
    from
      sides
    where
      (booked_won_cents, booked_lost_cents) <> (won_cents, lost_cents)
  ),
  placed as (
    select
      *,
      least(rank, parameter ('waterfall.customers_shown')::bigint + 1) as place
    from
      ranked
  )
select
  placed.month, -- first day of the month
  placed.place, -- place by the size of the difference, the last being all others
  if (placed.place > parameter ('waterfall.customers_shown'), null, any_value(placed.customer_id)) as customer_id, -- customer; null for all others
  if (placed.place > parameter ('waterfall.customers_shown'), null, any_value(customers.name)) as customer_name, -- name of the customer
  count(*) as customers, -- customers in the line
  sum(placed.booked_won_cents)::bigint as booked_won_cents, -- CA booked as won (cents)
  sum(placed.booked_lost_cents)::bigint as booked_lost_cents, -- CA booked as lost (cents, negative)
  sum(placed.won_cents)::bigint as won_cents, -- CA won in truth (cents)
  sum(placed.lost_cents)::bigint as lost_cents -- CA lost in truth (cents, negative)
from
  placed
  left join staging.customers on customers.customer_id = placed.customer_id
group by
  placed.month,
  placed.place
order by
  placed.month,
  placed.place
