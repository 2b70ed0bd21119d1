-- The place of a pair of a cancelled unit and a new order in the order "best first", as one number that is smaller the
-- better the pair is: by score, then the nearer, then the closer in amount, then the first by unit and by order. Numbers
-- stand for ids and follow their order.
create macro pair_preference (score, gap_days, difference_cents, unit_no, order_no) as (
  (
    (
      ((32767 - score::hugeint) * 32768 + least(abs(gap_days::integer), 32767)) * 4398046511104 + least(abs(difference_cents), 4398046511103)
    ) * 134217728 + unit_no
  ) * 134217728 + order_no
);

-- Whether a pair is the best of both its sides among the pairs of a query: a round of "best first" takes these together,
-- because none of them can be in the way of another.
create macro is_best_of_both (preference, one_side, other_side) as (
  preference = min(preference) over (
    partition by
      one_side
  )
  and preference = min(preference) over (
    partition by
      other_side
  )
);

-- Whether a round takes a pair of this side.
create macro has_best (is_best, side) as (
  bool_or(is_best) over (
    partition by
      side
  )
);
