-- The interval of a rate of euros by bootstrap: as many customers are drawn, with replacement, as there are, by a hash, so
-- that the same cases always give the same interval. For whole channels, where the error by the sums would be too small.
-- Grain: channel, period, measure
with
  customers as (
    select
      channel,
      period,
      measure,
      row_number() over (
        partition by
          channel,
          period,
          measure
        order by
          customer_id
      ) - 1 as place,
      count(*) over (
        partition by
          channel,
          period,
          measure
      ) as customers,
      at_risk_cents,
      kept_cents
    from
      marts.value_customers
  ),
  draws as (
    select
      unnest(range(1, 1 + parameter ('bootstrap.replicates')::bigint)) as draw
  ),
  slots as (
    select
      unnest(range(coalesce(max(customers), 0))) as slot
    from
      customers
  ),
  numbers as (
    select
      draws.draw,
      slots.slot,
      md5_number_lower(draws.draw || '/' || slots.slot) as number
    from
      draws
      cross join slots
  ),
  drawn_rates as (
    select
      slots.channel,
      slots.period,
      slots.measure,
      numbers.draw,
      sum(drawn.kept_cents) / nullif(sum(drawn.at_risk_cents), 0) as rate
    from
      customers as slots
      join numbers on numbers.slot = slots.place
      join customers as drawn on drawn.channel = slots.channel
      and drawn.period = slots.period
      and drawn.measure = slots.measure
      and drawn.place = (numbers.number % slots.customers::ubigint)::bigint
    group by all
  )
select
  channel, -- channel of the owner, or all
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  measure, -- ca or parc
  quantile_disc(rate, 0.025) as rate_low, -- lower end of the 95 % interval
  quantile_disc(rate, 0.975) as rate_high -- upper end of the 95 % interval
from
  drawn_rates
group by
  channel,
  period,
  measure
