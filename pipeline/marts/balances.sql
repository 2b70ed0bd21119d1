-- The balance of each unit in the months in which something of it starts or stops, and what kind of movement that is.
-- The unit is the customer in the economic view, strict or with rebookings in transit (bridged); it is the lineage of
-- an order as booked, where a cancellation that is rebooked looks like a loss and a win. A unit without balance at both
-- ends did not move; one that comes back after it was ever in force is reactivated, not new.
-- Grain: view, ledger, customer_id, unit_id, month
with
  unit_changes as (
    select
      'economic' as view,
      'strict' as ledger,
      customer_id,
      customer_id as unit_id,
      month,
      sum(ca_cents) as ca_cents,
      sum(parc_cents) as parc_cents,
      bool_or(starts_ca) as starts_ca,
      bool_or(starts_parc) as starts_parc
    from
      marts.live_changes
    where
      source = 'line'
    group by
      customer_id,
      month
    union all
    select
      'economic' as view,
      'bridged' as ledger,
      customer_id,
      customer_id as unit_id,
      month,
      sum(ca_cents) as ca_cents,
      sum(parc_cents) as parc_cents,
      bool_or(starts_ca) as starts_ca,
      bool_or(starts_parc) as starts_parc
    from
      marts.live_changes
    group by
      customer_id,
      month
    union all
    select
      'as_booked' as view,
      'strict' as ledger,
      customer_id,
      lineage_id as unit_id,
      month,
      ca_cents,
      parc_cents,
      starts_ca,
      starts_parc
    from
      marts.live_changes
    where
      source = 'line'
  ),
  balances as (
    select
      *,
      sum(ca_cents) over so_far as closing_ca_cents,
      sum(parc_cents) over so_far as closing_parc_cents,
      coalesce(bool_or(starts_ca) over earlier, false) as had_ca,
      coalesce(bool_or(starts_parc) over earlier, false) as had_parc
    from
      unit_changes
    window
      so_far as (
        partition by
          view,
          ledger,
          customer_id,
          unit_id
        order by
          month rows unbounded preceding
      ),
      earlier as (
        partition by
          view,
          ledger,
          customer_id,
          unit_id
        order by
          month rows between unbounded preceding
          and 1 preceding
      )
  )
select
  view, -- economic or as_booked
  ledger, -- strict or bridged
  customer_id, -- customer
  unit_id, -- customer, or lineage as booked
  month, -- month in which something starts or stops
  (closing_ca_cents - ca_cents)::bigint as opening_ca_cents, -- amount in force when the month opens (cents)
  closing_ca_cents::bigint as closing_ca_cents, -- amount in force when it closes (cents)
  (closing_parc_cents - parc_cents)::bigint as opening_parc_cents, -- parc when the month opens (cents a year)
  closing_parc_cents::bigint as closing_parc_cents, -- parc when it closes (cents a year)
  movement_kind (closing_ca_cents - ca_cents, closing_ca_cents, had_ca) as ca_kind, -- movement of the amount, if any
  movement_kind (closing_parc_cents - parc_cents, closing_parc_cents, had_parc) as parc_kind, -- movement of the parc
  had_ca
  or had_parc as was_live_before -- whether anything of the unit was ever in force before this month
from
  balances
