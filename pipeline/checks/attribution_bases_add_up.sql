-- What is reversed over the links of a cancelled unit is what was cancelled, in CA and in parc, and what comes back over them
-- is what was rebooked.
-- Grain: cancellation_id, measure
with
  linked as (
    select
      cancellation_id,
      measure,
      sum(booked_cents) as booked_cents,
      sum(undelivered_cents) as undelivered_cents,
      sum(kept_cents) as kept_cents
    from
      marts.attribution_bases
    where
      measure in ('CA', 'parc')
    group by
      cancellation_id,
      measure
  )
select
  linked.cancellation_id, -- cancelled unit
  linked.measure, -- CA or parc
  linked.booked_cents, -- over its links, reversed (cents)
  linked.undelivered_cents, -- over its links, reversed pro rata (cents)
  linked.kept_cents -- over its links, kept (cents)
from
  linked
  join marts.cancellations as units on units.cancellation_id = linked.cancellation_id
where
  if (
    linked.measure = 'CA',
    (linked.booked_cents, linked.undelivered_cents, linked.kept_cents) is distinct from (units.booked_cents, units.booked_cents - units.delivered_cents, units.rebooked_cents),
    (linked.booked_cents, linked.undelivered_cents, linked.kept_cents) is distinct from (units.parc_before_cents, units.parc_before_cents, units.parc_after_cents)
  )
