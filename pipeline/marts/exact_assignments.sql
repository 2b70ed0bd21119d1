-- The assignment of orders to the cancelled units of each small component, one to one, that is best of all: the highest
-- total score; where equal, the smallest total distance in days, then in amount, then the first list of units and orders.
-- The orders of a component are offered one after the other; of all the ways to have served the same units, only the
-- best goes on, because what comes after does not depend on who has served them. Units are bits of a mask. A unit of a
-- component of n units needs no more than its n best orders: one of them is always free. Where there is but one order to
-- contend for, the best pair has it, and nothing needs to be tried.
-- Grain: unit_no
with recursive
  members as (
    select
      unit_no,
      component_no,
      units,
      row_number() over (
        partition by
          component_no
        order by
          unit_no
      ) - 1 as place
    from
      marts.rebooking_components
    where
      orders > 1
  ),
  pairs as (
    select
      members.component_no,
      members.place,
      members.units,
      contenders.*
    from
      marts.rebooking_contenders as contenders
      join members on members.unit_no = contenders.unit_no
    qualify
      row_number() over (
        partition by
          contenders.unit_no
        order by
          contenders.preference
      ) <= members.units
  ),
  offers as (
    select
      *,
      dense_rank () over (
        partition by
          component_no
        order by
          order_no
      ) as turn
    from
      pairs
  ),
  -- An order may also be left to nobody.
  choices as (
    select
      component_no,
      turn,
      place::integer as place,
      order_no,
      score::integer as score,
      gap_days::integer as gap_days,
      difference_cents
    from
      offers
    union all
    select distinct
      component_no,
      turn,
      null as place,
      null as order_no,
      0 as score,
      0 as gap_days,
      0 as difference_cents
    from
      offers
  ),
  -- The smaller a standing, the better. A unit without an order counts as having the last of all.
  standings as (
    select
      component_no,
      0::bigint as turn,
      0 as mask,
      {
        lost_score: 0::integer,
        gap_days: 0::integer,
        difference_cents: 0::bigint,
        orders: list_resize([]::integer[], max(units), 2147483647)
      } as standing
    from
      offers
    group by
      component_no
    union all
    select
      standings.component_no,
      choices.turn,
      standings.mask + if (choices.place is null, 0, 1 << choices.place) as mask,
      min(
        {
          lost_score: standings.standing.lost_score - choices.score,
          gap_days: standings.standing.gap_days + choices.gap_days,
          difference_cents: standings.standing.difference_cents + choices.difference_cents,
          orders: if (
            choices.place is null,
            standings.standing.orders,
            standings.standing.orders[:choices.place] || [choices.order_no] || standings.standing.orders[choices.place + 2:]
          )
        }
      ) as standing
    from
      standings
      join choices on choices.component_no = standings.component_no
      and choices.turn = standings.turn + 1
    where
      choices.place is null
      or standings.mask & (1 << choices.place) = 0
    group by
      standings.component_no,
      choices.turn,
      standings.mask + if (choices.place is null, 0, 1 << choices.place)
  ),
  last_turns as (
    select
      component_no,
      max(turn) as turn
    from
      offers
    group by
      component_no
  ),
  best as (
    select
      standings.component_no,
      min(standings.standing).orders as orders
    from
      standings
      join last_turns on last_turns.component_no = standings.component_no
      and last_turns.turn = standings.turn
    group by
      standings.component_no
  )
select
  members.unit_no, -- number of the cancelled unit
  best.orders[members.place + 1] as order_no -- number of the order that replaces it
from
  best
  join members on members.component_no = best.component_no
where
  best.orders[members.place + 1] < 2147483647
