-- Cancellations by month of the cut, and what rebooking kept and lost of them.
-- Grain: month
with
  units as (
    select
      *,
      first_of_month (cancel_date) as month,
      group_id is not null as is_rebooked
    from
      marts.cancellations
  )
select
  month, -- first day of the month
  count(*) as cancellations, -- cancelled units
  count_if(is_rebooked)::bigint as rebooked_cancellations, -- of these, rebooked
  sum(booked_cents)::bigint as booked_cents, -- amount cancelled (cents)
  sum(kept_cents)::bigint as kept_cents, -- of it, billed and not credited (cents)
  sum(rebooked_cents)::bigint as rebooked_cents, -- of it, rebooked (cents)
  sum(loss_company_cents)::bigint as loss_company_cents, -- neither kept nor rebooked (cents)
  coalesce(
    sum(loss_booked_cents) filter(
      where
        is_rebooked
    ),
    0
  )::bigint as loss_rebooked_cents, -- CA lost by rebooking
  coalesce(
    sum(loss_horizon_cents) filter(
      where
        is_rebooked
    ),
    0
  )::bigint as loss_horizon_cents, -- within the old terms
  if (
    count(leak_cents) = 0,
    null,
    coalesce(
      sum(leak_cents) filter(
        where
          is_rebooked
      ),
      0
    )
  )::bigint as leak_cents, -- delivered and not billed, of rebooked units (cents); null when nobody delivers invoices
  coalesce(
    sum(loss_parc_cents) filter(
      where
        is_rebooked
    ),
    0
  )::bigint as loss_parc_cents, -- parc lost by rebooking
  last_of_month (month) + parameter ('maturity.days')::integer <= any_value(runs.as_of) as is_mature -- whether it is settled
from
  units
  cross join meta.run as runs
group by
  month
order by
  month
