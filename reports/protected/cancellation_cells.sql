-- Cancellations and what rebooking kept and lost of them, in cells that tell of no one: where a value has too few, it is
-- withheld, and a month stands under the first one of its quarter or year.
-- Grain: month, brand, channel, family, motive, value_band
select
  coalesce(cells.month, cells.quarter, cells.year, bounds.first_month) as month, -- month of the cut, else the first one of the quarter, of the year or of all
  cells.brand, -- brand of the customer
  cells.channel, -- channel of the sale
  cells.family, -- product family with the largest amount cut
  cells.motive, -- motive of the case
  cells.value_band, -- band of the amount cancelled
  sum(cells.cancellations)::integer as cancellations, -- cancelled units
  sum(cells.mature_cancellations)::integer as mature_cancellations, -- of these, those of which a rebooking would be known
  sum(cells.rebooked_cancellations)::integer as rebooked_cancellations, -- of all, rebooked
  sum(cells.booked_cents)::bigint as booked_cents, -- amount cancelled (cents)
  sum(cells.kept_cents)::bigint as kept_cents, -- of it, billed and not credited (cents)
  sum(cells.rebooked_cents)::bigint as rebooked_cents, -- of it, rebooked (cents)
  sum(cells.loss_company_cents)::bigint as loss_company_cents, -- neither kept nor rebooked (cents)
  sum(cells.loss_rebooked_cents)::bigint as loss_rebooked_cents, -- CA lost by rebooking (cents)
  sum(cells.loss_parc_cents)::bigint as loss_parc_cents -- parc lost by rebooking (cents a year)
from
  cells.cancellation_cells as cells
  cross join (
    select
      min(month) as first_month
    from
      marts.reporting_months
  ) as bounds
group by
  coalesce(cells.month, cells.quarter, cells.year, bounds.first_month),
  cells.brand,
  cells.channel,
  cells.family,
  cells.motive,
  cells.value_band
order by
  month,
  cells.brand,
  cells.channel,
  cells.family,
  cells.motive,
  cells.value_band
