-- The part of an amount that its term had delivered when it was cut (the cut is the first day not served), in cents.
-- 2 000.00 from 15 January 2020 for a year, cut on 1 September: 230 days of 366, 1 256.83.
create macro prorata_cents (amount, term_start, term_end, cut) as (
  case
    when term_end > term_start then round_half_up (amount::hugeint * greatest(0, least(cut, term_end) - term_start), term_end - term_start)
    when cut > term_start then amount
    else 0
  end
);

-- What a line had delivered when it was cut, in cents. A one-off line is delivered whole, on one day, or not at all;
-- a recurring line without end is booked a year at a time, so the year under way counts.
create macro delivered_cents (amount, term_start, term_end, is_recurring, delivered_on, cut) as (
  case
    when term_end is not null then prorata_cents (amount, term_start, term_end, cut)
    when coalesce(is_recurring, false) then prorata_cents (
      amount,
      add_months (term_start, 12 * greatest(0, date_sub('year', term_start, cut))::integer),
      add_months (term_start, 12 * (1 + greatest(0, date_sub('year', term_start, cut)))::integer),
      cut
    )
    when delivered_on < cut then amount
    else 0
  end
);

-- What a line delivers from one day to before another, in cents; a recurring line without end counts its first year.
create macro delivered_between_cents (amount, term_start, term_end, is_recurring, delivered_on, from_day, to_day) as (
  case
    when term_end is null
    and not coalesce(is_recurring, false) then if (
      coalesce(delivered_on, term_start) >= from_day
      and coalesce(delivered_on, term_start) < to_day,
      amount,
      0
    )
    else prorata_cents (amount, term_start, coalesce(term_end, add_months (term_start, 12)), to_day) - prorata_cents (amount, term_start, coalesce(term_end, add_months (term_start, 12)), from_day)
  end
);
