-- What a customer has in force from one month in which something changes until the next, and whether the customer was
-- won or lost in that month. A customer is lost when nothing that was in force goes on, and won when nothing that is in
-- force went on; as booked, a cancellation and its rebooking do both at once.
-- Grain: view, ledger, customer_id, month
with
  changes as (
    select
      view,
      ledger,
      customer_id,
      month,
      sum(closing_ca_cents - opening_ca_cents) as ca_cents,
      sum(closing_parc_cents - opening_parc_cents) as parc_cents,
      count(*) filter(
        where
          (opening_ca_cents, opening_parc_cents) = (0, 0)
          and (closing_ca_cents, closing_parc_cents) <> (0, 0)
      ) as started_units,
      count(*) filter(
        where
          (opening_ca_cents, opening_parc_cents) <> (0, 0)
          and (closing_ca_cents, closing_parc_cents) = (0, 0)
      ) as stopped_units,
      bool_or(
        not was_live_before
        and (closing_ca_cents, closing_parc_cents) <> (0, 0)
      ) as starts_new_unit
    from
      marts.balances
    group by
      view,
      ledger,
      customer_id,
      month
  ),
  states as (
    select
      *,
      sum(ca_cents) over so_far as live_ca_cents,
      sum(parc_cents) over so_far as live_parc_cents,
      sum(started_units - stopped_units) over so_far as live_units,
      lead (month) over so_far as next_month
    from
      changes
    window
      so_far as (
        partition by
          view,
          ledger,
          customer_id
        order by
          month rows unbounded preceding
      )
  )
select
  view, -- economic or as_booked
  ledger, -- strict or bridged
  customer_id, -- customer
  month, -- month at the end of which this state begins
  next_month, -- next month in which something changes; null when nothing does
  live_ca_cents::bigint as ca_cents, -- amount in force (cents)
  live_parc_cents::bigint as parc_cents, -- parc (cents a year)
  if (live_units > 0, 1, 0)::bigint as customers, -- 1 while anything is in force
  live_units - started_units = 0
  and stopped_units > 0 as is_lost, -- whether nothing of what was in force goes on
  live_units - started_units = 0
  and live_units > 0 as is_won, -- whether all that is in force has begun in this month
  starts_new_unit -- whether some of it had never been in force before
from
  states
