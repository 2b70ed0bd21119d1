-- Orders assigned to cancelled units one to one, the best pair first, then the best of those left, and so on, where that
-- is all there is to do: a unit that contends with no other, one order that several contend for; and where a component
-- has too many units for its best assignment to be found. Each round takes the pairs that are the best of both their
-- sides, until none is left.
-- Grain: unit_no
with recursive
  rounds as (
    select
      contenders.unit_no,
      contenders.order_no,
      contenders.preference,
      false as is_best
    from
      marts.rebooking_contenders as contenders
      anti join (
        select
          unit_no
        from
          marts.rebooking_components
        where
          orders > 1
      ) as exact on exact.unit_no = contenders.unit_no
    union all
    select
      unit_no,
      order_no,
      preference,
      is_best
    from
      (
        select
          * replace(is_best_of_both (preference, unit_no, order_no) as is_best)
        from
          rounds
        where
          not is_best
      ) as open_pairs
    qualify
      is_best
      or not (
        has_best (is_best, unit_no)
        or has_best (is_best, order_no)
      )
  )
select
  unit_no, -- number of the cancelled unit
  order_no -- number of the order that replaces it
from
  rounds
where
  is_best
