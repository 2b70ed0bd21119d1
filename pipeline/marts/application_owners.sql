-- Which applications a customer owns, from one day on which that changes until the next: those that one of the lines in
-- force is for (data/lookups/applications.csv).
-- Grain: customer_id, from_date
with
  rules as (
    select
      applications.bit,
      lookup.family,
      lookup.product
    from
      lookups.applications as lookup
      join marts.owned_applications as applications on applications.application_key = label_key (lookup.application)
    where
      has_come (lookup.valid_from)
  ),
  spans as (
    select
      orders.customer_id,
      rules.bit,
      lines.term_start_date as from_date,
      least(lines.term_end_date, lines.cut_date) as until_date
    from
      staging.order_lines as lines
      join staging.orders on orders.order_id = lines.order_id
      join rules on rules.family = lines.family
      and coalesce(rules.product = lines.product, true)
    where
      coalesce(least(lines.term_end_date, lines.cut_date) > lines.term_start_date, true)
  ),
  changes as (
    select
      customer_id,
      bit,
      from_date as date,
      1 as lines
    from
      spans
    union all
    select
      customer_id,
      bit,
      until_date as date,
      -1 as lines
    from
      spans
    where
      until_date is not null
  ),
  day_changes as (
    select
      customer_id,
      bit,
      date,
      sum(lines) as lines
    from
      changes
    group by
      customer_id,
      bit,
      date
  ),
  -- A bit is put in on the day on which the first of several lines begins, and taken out when the last ends.
  switches as (
    select
      customer_id,
      bit,
      date,
      sum(lines) over so_far > 0 as is_owned,
      coalesce(sum(lines) over before > 0, false) as was_owned
    from
      day_changes
    window
      so_far as (
        partition by
          customer_id,
          bit
        order by
          date rows unbounded preceding
      ),
      before as (
        partition by
          customer_id,
          bit
        order by
          date rows between unbounded preceding
          and 1 preceding
      )
  ),
  steps as (
    select
      customer_id,
      date,
      sum(if (is_owned, bit, - bit)) as bits
    from
      switches
    where
      is_owned <> was_owned
    group by
      customer_id,
      date
  )
select
  customer_id, -- customer
  date as from_date, -- first day of this state
  lead (date) over customers as until_date, -- first day of the next; null while it lasts
  (sum(bits) over customers)::bigint as application_bits -- applications owned, a bit each
from
  steps
window
  customers as (
    partition by
      customer_id
    order by
      date rows unbounded preceding
  )
