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

-- How far a day lies from another, and on which side of it, as one number: the nearer the smaller, and of two days as
-- near the earlier one first. Null where the other day is not known.
create macro days_beside (day, told) as (2 * abs(day - told) + (day < told)::integer);

-- The days that such a number stands for: negative before.
create macro days_told (beside) as (beside // 2 * if (beside % 2 = 1, -1, 1));

-- Days from a cancellation to another day, negative before. A cancellation has a first and a last day and may have one
-- between, those on which it was asked for, took effect and was recorded. Over within days it is one occasion, and the
-- distance is 0 while it lasts; one that takes weeks is as many occasions as it has days, and a day within it is as far
-- as the nearest of them, though never beyond the window in which candidates are looked for.
create macro gap_days (day, first_day, middle_day, last_day) as (
  case
    when day < first_day then day - first_day
    when day > last_day then day - last_day
    when last_day - first_day <= parameter ('gap.single_days') then 0
    else greatest(
      - parameter ('candidate.days_before')::bigint,
      least(
        parameter ('candidate.days_after')::bigint,
        days_told (least(days_beside (day, first_day), days_beside (day, middle_day), days_beside (day, last_day)))
      )
    )
  end
);
