-- The local day of an instant: deadlines and intervals are counted in the company's days, not in UTC.
create macro local_date (instant) as (
  cast(
    instant at time zone (
      select
        time_zone
      from
        meta.run
    ) as date
  )
);

-- A day some months after an anchor, at the latest the last of its month. Always computed from the anchor:
-- one month after another would drift (29 February + 12 + 1 months is 28 March, + 13 months is 29 March).
create macro add_months (anchor, months) as (cast(anchor + to_months(months) as date));

create macro first_of_month (day) as (cast(date_trunc('month', day) as date));

create macro last_of_month (day) as (cast(date_trunc('month', day) + interval 1 month - interval 1 day as date));

-- Kinds of days that differ in how many requests come in: on Monday those of the weekend come too.
create macro weekday_type (day) as (
  case
    when isodow(day) = 1 then 'monday'
    when isodow(day) <= 5 then 'midweek'
    else 'weekend'
  end
);
