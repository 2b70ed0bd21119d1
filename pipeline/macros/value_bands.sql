-- Bands of amounts (data/lookups/value_bands.csv), as they hold on the as-of day.
create macro value_bands () as table (
  select
    band,
    lower_cents,
    upper_cents
  from
    lookups.value_bands
    cross join meta.run as runs
  where
    valid_from <= runs.as_of
  qualify
    dense_rank () over (
      order by
        valid_from desc
    ) = 1
);
