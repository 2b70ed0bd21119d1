-- The share of one part in a total, in cents, so that the shares add up to the total exactly (Hamilton's method):
-- everyone gets the whole cents of his share, the cents left over go to the largest remainders, ties by place.
-- `whole` is the sum of the weights of the part's group, which the query has to compute before; a negative total is
-- shared by its absolute value. 100.00 among 49 and 19: 72.06 and 27.94.
create macro largest_remainder_cents (total, weight, whole, grouping_key, place) as (
  sign(total) * (
    abs(total::hugeint) * weight // whole + case
      when row_number() over (
        partition by
          grouping_key
        order by
          abs(total::hugeint) * weight % whole desc,
          place
      ) <= sum(abs(total::hugeint) * weight % whole) over (
        partition by
          grouping_key
      ) // whole then 1
      else 0
    end
  )
);
