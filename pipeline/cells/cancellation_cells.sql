-- The cancelled unit behind each cell of cancellations: whose it is and what it adds, in the order in which cuts are kept.
-- Grain: record_id
select
  units.cancellation_id as record_id, -- cancelled unit
  units.customer_id, -- customer
  units.seller_id, -- seller of the order
  date_trunc('year', cuts.month)::date as year, -- year of the cut
  date_trunc('quarter', cuts.month)::date as quarter, -- quarter
  cuts.brand, -- brand of the customer
  cuts.channel, -- channel of the sale
  cuts.month, -- month
  cuts.value_band, -- band of the amount cancelled
  cuts.family, -- product family with the largest amount cut
  cuts.motive, -- motive of the case
  1 as cancellations, -- itself
  units.is_mature::integer as mature_cancellations, -- whether a rebooking would be known
  (units.group_id is not null)::integer as rebooked_cancellations, -- whether it was rebooked
  units.booked_cents, -- amount cancelled (cents)
  units.kept_cents, -- of it, billed and not credited (cents)
  units.rebooked_cents, -- of it, rebooked (cents)
  units.loss_company_cents, -- neither kept nor rebooked (cents)
  if (units.group_id is null, 0, units.loss_booked_cents)::bigint as loss_rebooked_cents, -- CA lost by rebooking (cents)
  if (units.group_id is null, 0, units.loss_parc_cents)::bigint as loss_parc_cents -- parc lost by rebooking (cents a year)
from
  marts.cancellations as units
  join marts.cancellation_cuts as cuts on cuts.cancellation_id = units.cancellation_id
