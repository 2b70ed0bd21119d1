-- A sum of fractions in one order, whatever the number of threads: the last digits of a sum depend on it.
create macro ordered_sum (value, key) as (
  list_sum(
    list(
      value
      order by
        key,
        value
    )
  )
);

-- The key by which strata are ordered.
create macro stratum_key (motive, value_band, brand, is_delegated) as (concat_ws(chr(31), motive, value_band, brand, is_delegated));
