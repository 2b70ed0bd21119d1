-- The rebooked amount by the audit: what is identified, and what the audited units of a stratum miss of each cent, carried
-- over to all units of the stratum (difference estimator), with the interval of the resamples. A stratum of which nothing
-- was drawn goes by its half. Declared rebookings are not part of it; nothing here when no audit is in force.
-- Grain: period
with
  strata as (
    select
      unnest(['all', strftime(cancel_date, '%Y-%m')]) as period,
      is_linked,
      band,
      booked_cents,
      identified_cents
    from
      marts.rebookable_units
    where
      not is_declared
  ),
  populations as (
    select
      period,
      is_linked,
      band,
      sum(booked_cents)::bigint as booked_cents,
      sum(identified_cents)::bigint as identified_cents
    from
      strata
    group by
      period,
      is_linked,
      band
  ),
  halves as (
    select
      draw,
      is_linked,
      sum(booked_cents) as booked_cents,
      sum(double_miss_cents) as double_miss_cents
    from
      marts.audit_draws
    group by
      draw,
      is_linked
  ),
  estimates as (
    select
      populations.period,
      draws.draw,
      sum(populations.identified_cents) + coalesce(
        sum(
          round_half_up (
            populations.booked_cents::hugeint * coalesce(strata.double_miss_cents, halves.double_miss_cents),
            2 * coalesce(strata.booked_cents, halves.booked_cents)
          )
        ),
        0
      ) as rebooked_cents
    from
      populations
      cross join (
        select distinct
          draw
        from
          marts.audit_draws
      ) as draws
      left join marts.audit_draws as strata on strata.draw = draws.draw
      and strata.is_linked = populations.is_linked
      and strata.band = populations.band
      left join halves on halves.draw = draws.draw
      and halves.is_linked = populations.is_linked
    group by
      populations.period,
      draws.draw
  )
select
  period, -- all, or a month of cancellation (yyyy-mm)
  any_value(rebooked_cents) filter(
    where
      draw = 0
  )::bigint as rebooked_cents, -- amount rebooked, by the audit (cents)
  quantile_disc(rebooked_cents, 0.025) filter(
    where
      draw > 0
  )::bigint as low_cents, -- lower end of its 95 % interval (cents)
  quantile_disc(rebooked_cents, 0.975) filter(
    where
      draw > 0
  )::bigint as high_cents -- upper end of its 95 % interval (cents)
from
  estimates
group by
  period
