-- How often an article that was credited is bought again within a time, beside how often one that was kept is: what the
-- same customer would have bought anyway. The placebo of a credit is a purchase line of the same customer, of an article
-- that it never gave back, credited for show as long after its purchase as the real one was after its own; which line is
-- drawn by a hash. A pair counts while the ledger covers the time after its credit.
-- Grain: days
with
  purchases as (
    select
      customer_id,
      stock_code,
      invoice_no,
      invoiced_at,
      source_file_id,
      source_line
    from
      sources.online_retail
    where
      customer_id is not null
      and not starts_with(invoice_no, 'C')
      and quantity > 0
  ),
  credits as (
    select
      credits.customer_id,
      credits.stock_code,
      credits.source_file_id || '/' || credits.source_line as credit,
      credits.invoiced_at as credited_at,
      max(purchases.invoiced_at) as bought_at
    from
      sources.online_retail as credits
      join purchases on purchases.customer_id = credits.customer_id
      and purchases.stock_code = credits.stock_code
      and purchases.invoiced_at <= credits.invoiced_at
    where
      starts_with(credits.invoice_no, 'C')
      and regexp_matches(credits.stock_code, '^[0-9]{5}')
    group by
      credits.customer_id,
      credits.stock_code,
      credit,
      credits.invoiced_at
  ),
  kept_lines as (
    select
      purchases.*,
      row_number() over (
        partition by
          customer_id
        order by
          md5(source_file_id || '/' || source_line)
      ) - 1 as place,
      count(*) over (
        partition by
          customer_id
      ) as lines
    from
      purchases
      anti join credits on credits.customer_id = purchases.customer_id
      and credits.stock_code = purchases.stock_code
  ),
  placebos as (
    select
      credits.credit,
      kept_lines.customer_id,
      kept_lines.stock_code,
      kept_lines.invoiced_at + (credits.credited_at - credits.bought_at) as credited_at
    from
      credits
      join kept_lines on kept_lines.customer_id = credits.customer_id
      and kept_lines.place = (md5_number_lower(credits.credit) % kept_lines.lines::ubigint)::bigint
  ),
  events as (
    select
      true as is_real,
      customer_id,
      stock_code,
      credit,
      credited_at
    from
      credits
    union all
    select
      false as is_real,
      customer_id,
      stock_code,
      credit,
      credited_at
    from
      placebos
  ),
  waits as (
    select
      events.is_real,
      events.credit,
      events.credited_at,
      min(purchases.invoiced_at) - events.credited_at as wait
    from
      events
      left join purchases on purchases.customer_id = events.customer_id
      and purchases.stock_code = events.stock_code
      and purchases.invoiced_at > events.credited_at
    group by
      events.is_real,
      events.credit,
      events.credited_at
  ),
  -- 0.02 of a day is half an hour.
  windows as (
    select
      unnest([0.02, 1, 7, 14, 30, 60]::double[]) as days
  ),
  rates as (
    select
      windows.days,
      count_if(is_real) as credits,
      count_if(
        is_real
        and epoch(wait) <= 86400 * windows.days
      ) / count_if(is_real) as rate,
      count_if(
        not is_real
        and epoch(wait) <= 86400 * windows.days
      ) / count_if(not is_real) as placebo_rate
    from
      waits
      join windows on epoch(waits.credited_at) + 86400 * windows.days <= (
        select
          max(epoch(invoiced_at))
        from
          sources.online_retail
      )
    group by
      windows.days
  )
select
  days, -- days after the credit
  credits, -- credits whose time the ledger covers
  rate, -- of these, bought again (0 to 1)
  placebo_rate, -- of their placebos, bought again: the background (b)
  (rate - placebo_rate) / (1 - placebo_rate) as corrected_rate, -- (observed − b) / (1 − b)
  placebo_rate * (1 - corrected_rate) / rate as false_share -- b · (1 − corrected) / observed: false links among those of this time
from
  rates
order by
  days
