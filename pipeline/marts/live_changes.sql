-- What starts and stops being in force, by month: amounts and parc of lines, and of rebookings in transit. A line is in
-- force from its start to its end or its cut, whichever comes first; a month closes on its last day.
-- Grain: customer_id, lineage_id, source, month
with
  spans as (
    select
      lineages.customer_id,
      lineages.lineage_id,
      'line' as source,
      lines.term_start_date as from_date,
      least(lines.term_end_date, lines.cut_date) as until_date,
      lines.amount_cents as ca_cents,
      lines.parc_cents
    from
      staging.order_lines as lines
      join marts.lineages on lineages.order_id = lines.order_id
    union all
    select
      transits.customer_id,
      lineages.lineage_id,
      'transit' as source,
      transits.from_date,
      transits.until_date,
      transits.ca_cents,
      transits.parc_cents
    from
      marts.transits
      join marts.lineages on lineages.order_id = transits.order_id
  ),
  live_spans as (
    select
      *
    from
      spans
    where
      until_date is null
      or until_date > from_date
  ),
  changes as (
    select
      customer_id,
      lineage_id,
      source,
      first_of_month (from_date) as month,
      ca_cents,
      parc_cents,
      ca_cents <> 0 as starts_ca,
      parc_cents <> 0 as starts_parc
    from
      live_spans
    union all
    select
      customer_id,
      lineage_id,
      source,
      first_of_month (until_date) as month,
      - ca_cents,
      - parc_cents,
      false as starts_ca,
      false as starts_parc
    from
      live_spans
    where
      until_date is not null
  )
select
  customer_id, -- customer
  lineage_id, -- lineage of the order
  source, -- line or transit
  month, -- month in which it happens
  sum(ca_cents)::bigint as ca_cents, -- amount that starts, less the amount that stops (cents)
  sum(parc_cents)::bigint as parc_cents, -- parc that starts, less the parc that stops (cents a year)
  bool_or(starts_ca) as starts_ca, -- whether an amount comes into force, even if it stops within the month
  bool_or(starts_parc) as starts_parc -- whether a parc comes into force, even if it stops within the month
from
  changes
group by
  customer_id,
  lineage_id,
  source,
  month
