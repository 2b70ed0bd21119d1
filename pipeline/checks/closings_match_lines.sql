-- What is said to be in force at the end of a month is what the lines say, counted afresh; and, in the bridged ledger,
-- what is in transit on top of it.
-- Grain: view, ledger, month
with
  live as (
    select
      months.month,
      sum(lines.amount_cents) as ca_cents,
      sum(lines.parc_cents) as parc_cents
    from
      marts.reporting_months as months
      join staging.order_lines as lines on lines.term_start_date <= last_of_month (months.month)
      and coalesce(least(lines.term_end_date, lines.cut_date) > last_of_month (months.month), true)
    group by
      months.month
  ),
  in_transit as (
    select
      months.month,
      sum(transits.ca_cents) as ca_cents,
      sum(transits.parc_cents) as parc_cents
    from
      marts.reporting_months as months
      join marts.transits on transits.from_date <= last_of_month (months.month)
      and transits.until_date > last_of_month (months.month)
    group by
      months.month
  ),
  closings as (
    select
      month,
      view,
      ledger,
      sum(ca_cents) filter(
        where
          kind = 'closing'
      ) as ca_cents,
      sum(parc_cents) filter(
        where
          kind = 'closing'
      ) as parc_cents
    from
      marts.movements
    group by
      month,
      view,
      ledger
  ),
  compared as (
    select
      closings.view,
      closings.ledger,
      closings.month,
      coalesce(closings.ca_cents, 0) as ca_cents,
      coalesce(closings.parc_cents, 0) as parc_cents,
      coalesce(live.ca_cents, 0) + if (closings.ledger = 'bridged', coalesce(in_transit.ca_cents, 0), 0) as line_ca_cents,
      coalesce(live.parc_cents, 0) + if (closings.ledger = 'bridged', coalesce(in_transit.parc_cents, 0), 0) as line_parc_cents
    from
      closings
      left join live on live.month = closings.month
      left join in_transit on in_transit.month = closings.month
  )
select
  view, -- as_booked or economic
  ledger, -- strict or bridged
  month, -- month that closes
  ca_cents, -- CA in force, by the movements (cents)
  line_ca_cents, -- by the lines (cents)
  parc_cents, -- parc, by the movements (cents a year)
  line_parc_cents -- by the lines (cents a year)
from
  compared
where
  (ca_cents, parc_cents) <> (line_ca_cents, line_parc_cents)
