-- Links that are only possible: of units and orders that have none, a pair that is less likely than not but more likely
-- than any two orders; of units that have one, a further order that would fit as a split. Best first, each for what is
-- left of the unit. They serve to say how far the totals could still move, and are never told of a customer or a seller.
-- Grain: cancellation_id, rebooked_order_id
with recursive
  linked_units as (
    select
      links.unit_no,
      sum(shares.allocated_cents) as allocated_cents,
      min(orders.signed_date) filter(
        where
          links.role <> 'split'
      ) as first_signed_date
    from
      marts.rebooking_links as links
      join marts.rebooking_shares as shares on shares.cancellation_id = links.cancellation_id
      and shares.rebooked_order_id = links.rebooked_order_id
      join marts.linkage_orders as orders on orders.order_no = links.order_no
    group by
      links.unit_no
  ),
  rounds as (
    select
      scores.unit_no,
      scores.order_no,
      pair_preference (
        scores.score,
        scores.gap_days,
        units.booked_cents - orders.booked_cents,
        scores.unit_no,
        scores.order_no
      ) as preference,
      orders.booked_cents as new_cents,
      units.booked_cents - coalesce(linked_units.allocated_cents, 0) as left_cents,
      linked_units.unit_no is null as is_unlinked,
      false as is_best
    from
      marts.rebooking_scores as scores
      join marts.linkage_units as units on units.unit_no = scores.unit_no
      join marts.linkage_orders as orders on orders.order_no = scores.order_no
      left join linked_units on linked_units.unit_no = scores.unit_no
      anti join marts.rebooking_links as links on links.order_no = scores.order_no
    where
      scores.score <= parameter ('class.c_score')
      and (
        linked_units.unit_no is null
        or abs(orders.signed_date - linked_units.first_signed_date) <= parameter ('split.max_days')
      )
    union all
    -- A row that is taken keeps what was left for it; a unit that had no order takes one.
    select
      unit_no,
      order_no,
      preference,
      new_cents,
      case
        when is_best
        or not has_best (is_best, unit_no) then left_cents
        when is_unlinked then 0
        else left_cents - max(new_cents) filter(
          where
            is_best
        ) over (
          partition by
            unit_no
        )
      end as left_cents,
      is_unlinked,
      is_best
    from
      (
        select
          * replace(is_best_of_both (preference, unit_no, order_no) as is_best)
        from
          rounds
        where
          not is_best
          and left_cents > 0
          and (
            is_unlinked
            or 100 * new_cents <= parameter ('split.max_residual_percent')::bigint * left_cents
          )
      ) as open_pairs
    qualify
      is_best
      or not has_best (is_best, order_no)
  )
select
  units.cancellation_id, -- cancelled unit
  orders.order_id as rebooked_order_id, -- order that might replace it, or a part of it
  scores.score, -- sum of the weights of the pair
  least(rounds.left_cents, rounds.new_cents)::bigint as allocated_cents -- amount of the unit that the order would keep (cents)
from
  rounds
  join marts.linkage_units as units on units.unit_no = rounds.unit_no
  join marts.linkage_orders as orders on orders.order_no = rounds.order_no
  join marts.rebooking_scores as scores on scores.unit_no = rounds.unit_no
  and scores.order_no = rounds.order_no
where
  rounds.is_best
