-- One case, in the parts that it is shared in among its reasons: a 2520th, since 2520 is the least number that 1 to 10
-- divide. Parts are whole, so that they add up to the cases exactly in any order; a case with more reasons is shared by
-- largest remainder, as cents are.
create macro case_unit () as (2520::bigint);

-- The band of a number of days since engagement, by the list in force on the as-of day (data/lookups/tenure_bands.csv).
create macro tenure_band (days) as (
  list_extract(
    list_filter(
      (
        select
          list(
            {'band': band, 'from_days': from_days}
            order by
              from_days desc
          )
        from
          lookups.tenure_bands
        where
          valid_from = (
            select
              max(valid_from)
            from
              lookups.tenure_bands
            where
              has_come (valid_from)
          )
      ),
      lambda row: row.from_days <= days
    ),
    1
  ).band
);
