-- Whether a row was known at the end of the as-of day: extracted by then, and not recorded later.
create macro is_known (extracted_on, recorded) as (
  coalesce(
    extracted_on <= (
      select
        as_of
      from
        meta.run
    ),
    true
  )
  and coalesce(
    recorded < (
      select
        as_of_end_at
      from
        meta.run
    ),
    true
  )
);

-- Whether something that a known row tells had happened, for the systems, by the end of the as-of day.
create macro has_happened (recorded) as (
  coalesce(
    recorded < (
      select
        as_of_end_at
      from
        meta.run
    ),
    true
  )
);

-- Whether a day that a known row tells of has come, by the as-of day.
create macro has_come (day) as (
  coalesce(
    day <= (
      select
        as_of
      from
        meta.run
    ),
    true
  )
);
