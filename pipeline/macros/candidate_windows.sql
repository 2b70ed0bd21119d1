-- The stretch of days that a day falls into. Stretches are as long as the days in which a new order can be a
-- rebooking, so that two or three of them cover the window of a cancellation, and customers of many orders are compared
-- stretch by stretch rather than each cancellation with each order.
create macro day_stretch (day) as (
  (day - date '1970-01-01') // (parameter ('candidate.days_before') + parameter ('candidate.days_after') + 1)::integer
);

-- The ratio of a new amount to an old one, in steps: an even step is a whole number of thousandths, an odd one stands
-- for all that lies between two of them, and the last one for all that is larger. Bounds in whole thousandths are met
-- exactly, without any rounding. Null where there is no amount to compare with.
create macro ratio_step (new_cents, old_cents, last_step) as (
  if (
    old_cents > 0
    and new_cents >= 0,
    least(2 * (1000 * new_cents // old_cents) + if (1000 * new_cents % old_cents > 0, 1, 0), last_step),
    null
  )
);

-- Days from a cancellation, which lasts from a first day to a last one, to another day: negative before, 0 during.
create macro gap_days (day, first_day, last_day) as (
  case
    when day < first_day then day - first_day
    when day > last_day then day - last_day
    else 0
  end
);
