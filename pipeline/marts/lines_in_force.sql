-- How many lines a customer has in force from a day on which that number changes until the next such day. A line is in
-- force from its start to its end or its cut, whichever comes first.
-- Grain: customer_id, from_date
with
  spans as (
    select
      orders.customer_id,
      lines.term_start_date as from_date,
      least(lines.term_end_date, lines.cut_date) as until_date,
      if (lines.parc_cents > 0, 1, 0) as parc_lines
    from
      staging.order_lines as lines
      join staging.orders on orders.order_id = lines.order_id
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
      from_date,
      1 as lines,
      parc_lines,
      1 as started_lines
    from
      live_spans
    union all
    select
      customer_id,
      until_date as from_date,
      -1 as lines,
      - parc_lines as parc_lines,
      0 as started_lines
    from
      live_spans
    where
      until_date is not null
  ),
  days as (
    select
      customer_id,
      from_date,
      sum(lines) as lines,
      sum(parc_lines) as parc_lines,
      sum(started_lines) as started_lines
    from
      changes
    group by
      customer_id,
      from_date
  )
select
  customer_id, -- customer
  from_date, -- first day on which this holds
  (sum(lines) over so_far)::bigint as lines, -- lines in force
  (sum(parc_lines) over so_far)::bigint as parc_lines, -- of these, lines of the parc
  (sum(started_lines) over so_far)::bigint as started_lines -- lines that have ever been in force
from
  days
window
  so_far as (
    partition by
      customer_id
    order by
      from_date rows unbounded preceding
  )
