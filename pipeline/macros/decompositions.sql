-- What the mix and what the rate contribute to the change of Σ share · rate between two periods, a segment (Kitagawa 1955).
-- A segment that one period lacks has no rate there: it is given that of the other, so that all of it is mix. Zero is added so that
-- no part is a negative zero.
create macro kitagawa_mix (share_before, share_after, rate_before, rate_after) as (
  0 + (share_after - share_before) * (coalesce(rate_after, rate_before, 0) + coalesce(rate_before, rate_after, 0)) / 2
);

create macro kitagawa_rate (share_before, share_after, rate_before, rate_after) as (
  0 + (share_after + share_before) / 2 * (coalesce(rate_after, rate_before, 0) - coalesce(rate_before, rate_after, 0))
);

-- Part of the first of three factors in the change of their product (Das Gupta 1978): its own change, at the others' mean
-- over all orders in which the three can change. Parts of the three add up to the change of the product.
create macro das_gupta_part (before, after, second_before, second_after, third_before, third_after) as (
  0 + (after - before) * (
    (second_before * third_before + second_after * third_after) / 3 + (second_before * third_after + second_after * third_before) / 6
  )
);
