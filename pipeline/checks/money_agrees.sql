-- Not a cent is lost on the way: the latest lines of the Atropos exports are the lines of orders, and these are the
-- orders booked, which were either cancelled or not.
-- Grain: step
with
  latest_days as (
    select
      order_id,
      max(coalesce(extracted_date, date '-infinity')) as day
    from
      sources.atropos_commandes
    where
      is_known (extracted_date, recorded_at)
    group by
      order_id
  ),
  -- Of a day's files each may have some of an order; what two of them have alike is one line.
  latest_lines as (
    select
      lines.order_id,
      lines.line_no,
      arg_max(lines.amount_cents, (lines.source_file_id, lines.source_line)) as amount_cents
    from
      sources.atropos_commandes as lines
      join latest_days as latest on latest.order_id = lines.order_id
      and latest.day = coalesce(lines.extracted_date, date '-infinity')
    where
      is_known (lines.extracted_date, lines.recorded_at)
    group by
      lines.order_id,
      lines.line_no
  ),
  steps as (
    select
      'exports to lines' as step,
      (
        select
          sum(amount_cents)
        from
          latest_lines
      ) as before_cents,
      (
        select
          sum(amount_cents)
        from
          staging.order_lines
        where
          system = 'atropos_commandes'
      ) as after_cents
    union all
    select
      'lines to orders' as step,
      (
        select
          sum(amount_cents)
        from
          staging.order_lines
      ) as before_cents,
      (
        select
          sum(booked_cents)
        from
          marts.booked_orders
      ) as after_cents
    union all
    select
      'orders to cancelled and live' as step,
      (
        select
          sum(booked_cents)
        from
          marts.booked_orders
      ) as before_cents,
      (
        select
          sum(cents)
        from
          (
            select
              booked_cents as cents
            from
              marts.cancellations
            union all
            select
              amount_cents as cents
            from
              staging.order_lines
            where
              cut_date is null
          )
      ) as after_cents
  )
select
  step, -- step on which cents are lost or won
  before_cents, -- before it (cents)
  after_cents -- after it (cents)
from
  steps
where
  before_cents is distinct from after_cents
