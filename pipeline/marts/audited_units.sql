-- Cancelled units that two readers have judged, as they stood when they were drawn, numbered within their stratum.
-- Grain: cancellation_id
select
  audits.cancellation_id, -- cancelled unit
  audits.is_linked, -- whether an order was known to replace it
  audits.band, -- band of its amount
  audits.booked_cents, -- amount booked (cents)
  audits.identified_cents, -- of it, known to be rebooked (cents)
  audits.first_reader_cents, -- of it, rebooked in the eyes of the first reader (cents)
  audits.second_reader_cents, -- of it, rebooked in the eyes of the second reader (cents)
  audits.first_reader_cents + audits.second_reader_cents - 2 * audits.identified_cents as double_miss_cents, -- twice what the links miss, by the mean of both readers (cents)
  row_number() over (
    partition by
      audits.is_linked,
      audits.band
    order by
      audits.cancellation_id
  ) as position, -- place in its stratum
  count(*) over (
    partition by
      audits.is_linked,
      audits.band
  ) as stratum_units -- units of the stratum
from
  lookups.rebooking_audit as audits
  cross join meta.run as runs
where
  audits.drawn_date <= runs.as_of
  and (
    select
      count(*)
    from
      lookups.rebooking_audit as others
    where
      others.drawn_date <= runs.as_of
  ) >= parameter ('audit.least_units')
