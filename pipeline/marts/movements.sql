-- Movements of the CA in force, of the parc and of customers, by month: opening + new + expansion + contraction + churn
-- + reactivation = closing, churn and contraction being negative. Each measure is classified by its own balance, so one
-- customer can be new in CA and expand in parc. Balances of zero have no row.
-- Grain: customer_id, month, view, ledger, kind
with
  moves as (
    select
      view,
      ledger,
      customer_id,
      month,
      ca_kind as kind,
      closing_ca_cents - opening_ca_cents as ca_cents,
      0 as parc_cents,
      0 as customers
    from
      marts.balances
    where
      ca_kind is not null
    union all
    select
      view,
      ledger,
      customer_id,
      month,
      parc_kind as kind,
      0 as ca_cents,
      closing_parc_cents - opening_parc_cents as parc_cents,
      0 as customers
    from
      marts.balances
    where
      parc_kind is not null
    union all
    select
      view,
      ledger,
      customer_id,
      month,
      unnest(if (is_lost, ['churn'], []) || if (is_won, [if (starts_new_unit, 'new', 'reactivation')], [])) as kind,
      0 as ca_cents,
      0 as parc_cents,
      if (kind = 'churn', -1, 1) as customers
    from
      marts.customer_states
  ),
  bounds as (
    select
      min(month) as first_month,
      max(month) as last_month
    from
      marts.reporting_months
  ),
  -- A state holds at the end of its months, and at the opening of the months after them.
  balances as (
    select
      states.view,
      states.ledger,
      states.customer_id,
      unnest(
        generate_series(
          greatest(states.month, add_months (bounds.first_month, -1)),
          least(add_months (states.next_month, -1), bounds.last_month),
          interval 1 month
        )
      )::date as month,
      states.ca_cents,
      states.parc_cents,
      states.customers
    from
      marts.customer_states as states
      cross join bounds
    where
      (states.ca_cents, states.parc_cents, states.customers) <> (0, 0, 0)
  ),
  all_rows as (
    select
      view,
      ledger,
      customer_id,
      month,
      kind,
      sum(ca_cents) as ca_cents,
      sum(parc_cents) as parc_cents,
      sum(customers) as customers
    from
      moves
    group by
      view,
      ledger,
      customer_id,
      month,
      kind
    union all
    select
      view,
      ledger,
      customer_id,
      month,
      'closing' as kind,
      ca_cents,
      parc_cents,
      customers
    from
      balances
    union all
    select
      view,
      ledger,
      customer_id,
      add_months (month, 1) as month,
      'opening' as kind,
      ca_cents,
      parc_cents,
      customers
    from
      balances
  )
select
  customer_id, -- customer
  all_rows.month, -- first day of the month
  view, -- as_booked: by order and its renewals; economic: by customer
  ledger, -- strict, or bridged: rebookings in transit count as in force
  kind, -- opening, new, expansion, contraction, churn, reactivation or closing
  ca_cents::bigint as ca_cents, -- CA in force (cents)
  parc_cents::bigint as parc_cents, -- parc (cents a year)
  customers::bigint as customers -- customers with anything in force
from
  all_rows
  join marts.reporting_months as months on months.month = all_rows.month
