-- Cancellations and what rebooking kept and lost of them, by all that pages can be filtered by.
-- Grain: month, brand, channel, family, motive, value_band
select
  cuts.month, -- month of the cut
  cuts.brand, -- brand of the customer
  cuts.channel, -- channel of the sale
  cuts.family, -- product family with the largest amount cut
  cuts.motive, -- motive of the case; MISSING where none tells
  cuts.value_band, -- band of the amount cancelled
  count(*)::integer as cancellations, -- cancelled units
  count_if(units.is_mature)::integer as mature_cancellations, -- of these, those of which a rebooking would be known
  count(units.group_id)::integer as rebooked_cancellations, -- of all, rebooked
  sum(units.booked_cents)::bigint as booked_cents, -- amount cancelled (cents)
  sum(units.kept_cents)::bigint as kept_cents, -- of it, billed and not credited (cents)
  sum(units.rebooked_cents)::bigint as rebooked_cents, -- of it, rebooked (cents)
  sum(units.loss_company_cents)::bigint as loss_company_cents, -- neither kept nor rebooked (cents)
  sum(if (units.group_id is null, 0, units.loss_booked_cents))::bigint as loss_rebooked_cents, -- CA lost by rebooking (cents)
  sum(if (units.group_id is null, 0, units.loss_parc_cents))::bigint as loss_parc_cents -- parc lost by rebooking (cents a year)
from
  marts.cancellations as units
  join marts.cancellation_cuts as cuts on cuts.cancellation_id = units.cancellation_id
group by
  cuts.month,
  cuts.brand,
  cuts.channel,
  cuts.family,
  cuts.motive,
  cuts.value_band
order by
  cuts.month,
  cuts.brand,
  cuts.channel,
  cuts.family,
  cuts.motive,
  cuts.value_band
