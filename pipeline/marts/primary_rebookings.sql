-- Which new order replaces which cancelled unit, one to one. What is declared stands; of the other pairs the best is
-- taken first, then the best of those left, and so on: each round takes the pairs that are the best of both their
-- sides, until none is left. This is the greedy order; where several units compete for several orders, the assignment
-- with the highest total score can be another one.
-- Grain: cancellation_id
with recursive
  declared as (
    select
      cancellation_id,
      rebooked_order_id,
      preference
    from
      marts.rebooking_candidates
    where
      is_declared
    qualify
      row_number() over (
        partition by
          cancellation_id
        order by
          preference
      ) = 1
  ),
  rounds as (
    select
      candidates.cancellation_id,
      candidates.rebooked_order_id,
      candidates.preference,
      false as is_taken
    from
      marts.rebooking_candidates as candidates
      anti join declared on declared.cancellation_id = candidates.cancellation_id
    where
      not candidates.is_declared
      and candidates.score > parameter ('class.c_score')
    union all
    select
      cancellation_id,
      rebooked_order_id,
      preference,
      is_best as is_taken
    from
      (
        select
          *,
          preference = least(
            min(preference) over (
              partition by
                cancellation_id
            ),
            min(preference) over (
              partition by
                rebooked_order_id
            )
          ) as is_best
        from
          rounds
        where
          not is_taken
      ) as open_pairs
    qualify
      is_best
      or not (
        bool_or(is_best) over (
          partition by
            cancellation_id
        )
        or bool_or(is_best) over (
          partition by
            rebooked_order_id
        )
      )
  ),
  chosen as (
    select
      cancellation_id,
      rebooked_order_id,
      preference
    from
      declared
    union all
    select
      cancellation_id,
      rebooked_order_id,
      preference
    from
      rounds
    where
      is_taken
  )
select
  cancellation_id, -- cancelled unit
  rebooked_order_id, -- order that replaces it
  preference -- rank of the pair among all
from
  chosen
