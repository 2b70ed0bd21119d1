-- Further orders that replace a unit which has its first one already: signed within days of it, and no larger than what
-- is left of the cancelled amount. Taken in the order of preference, each round the best of both sides, what is left
-- shrinking as orders are taken. A further declared order needs no such proof.
-- Grain: cancellation_id, rebooked_order_id
with recursive
  further_declared as (
    select
      cancellation_id,
      rebooked_order_id,
      preference,
      new_cents
    from
      marts.rebooking_candidates as candidates
      anti join marts.primary_rebookings as primaries on primaries.rebooked_order_id = candidates.rebooked_order_id
    where
      is_declared
  ),
  linked_units as (
    select
      primaries.cancellation_id,
      first_orders.signed_date as first_signed_date,
      units.booked_cents - first_orders.booked_cents - coalesce(
        sum(further_declared.new_cents) over (
          partition by
            primaries.cancellation_id
        ),
        0
      ) as left_cents
    from
      marts.primary_rebookings as primaries
      join marts.cancelled_units as units on units.cancellation_id = primaries.cancellation_id
      join marts.booked_orders as first_orders on first_orders.order_id = primaries.rebooked_order_id
      left join further_declared on further_declared.cancellation_id = primaries.cancellation_id
    qualify
      row_number() over (
        partition by
          primaries.cancellation_id
      ) = 1
  ),
  rounds as (
    select
      candidates.cancellation_id,
      candidates.rebooked_order_id,
      candidates.preference,
      candidates.new_cents,
      linked_units.left_cents::hugeint as left_cents,
      false as is_taken
    from
      marts.rebooking_candidates as candidates
      join linked_units on linked_units.cancellation_id = candidates.cancellation_id
      join marts.booked_orders as orders on orders.order_id = candidates.rebooked_order_id
      anti join marts.primary_rebookings as primaries on primaries.rebooked_order_id = candidates.rebooked_order_id
    where
      not candidates.is_declared
      and candidates.score > parameter ('class.c_score')
      and abs(orders.signed_date - linked_units.first_signed_date) <= parameter ('split.max_days')
    union all
    select
      cancellation_id,
      rebooked_order_id,
      preference,
      new_cents,
      left_cents - coalesce(
        max(new_cents) filter(
          where
            is_best
        ) over (
          partition by
            cancellation_id
        ),
        0
      ) as left_cents,
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
          and 100 * new_cents <= parameter ('split.max_residual_percent')::bigint * left_cents
      ) as open_pairs
    qualify
      is_best
      or not bool_or(is_best) over (
        partition by
          rebooked_order_id
      )
  ),
  further as (
    select
      cancellation_id,
      rebooked_order_id,
      preference
    from
      further_declared
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
  rebooked_order_id, -- further order that replaces a part of it
  preference -- rank of the pair among all
from
  further
