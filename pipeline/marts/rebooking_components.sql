-- Cancelled units that contend with others for an order, by component: units that are tied together, directly or through
-- others, because they contend for the same orders. Only components of few units are told apart: these can be assigned
-- exactly. Names travel from unit to unit through the orders they share; in a component of few units, the first name has
-- reached every unit after as many steps as there are units. A name that has not reached all that it could is therefore
-- one of a large component, and so are all units that contend for an order with too many others.
-- Grain: unit_no
with recursive
  limits as (
    select
      parameter ('assignment.exact_units')::integer as units
  ),
  shared as (
    select
      unit_no,
      order_no,
      count(*) over (
        partition by
          order_no
      ) as order_units
    from
      marts.rebooking_contenders
    qualify
      order_units > 1
  ),
  crowded as (
    select distinct
      shared.unit_no
    from
      shared
      join limits on shared.order_units > limits.units
  ),
  neighbours as (
    select distinct
      shared.unit_no,
      others.unit_no as neighbour_no
    from
      shared
      join limits on shared.order_units <= limits.units
      join shared as others on others.order_no = shared.order_no
  ),
  -- Numbers begin at 1: a crowded unit passes on 0, which goes before every name.
  walks as (
    select
      neighbours.unit_no,
      if (any_value(crowded.unit_no) is null, neighbours.unit_no, 0) as name_no,
      0 as steps
    from
      neighbours
      left join crowded on crowded.unit_no = neighbours.unit_no
    group by
      neighbours.unit_no
    union all
    select
      neighbours.neighbour_no as unit_no,
      min(walks.name_no) as name_no,
      walks.steps + 1 as steps
    from
      walks
      join neighbours on neighbours.unit_no = walks.unit_no
      join limits on walks.steps < limits.units
    group by
      neighbours.neighbour_no,
      walks.steps
  ),
  named as (
    select
      walks.unit_no,
      walks.name_no
    from
      walks
      join limits on limits.units = walks.steps
  ),
  unfinished as (
    select distinct
      named.name_no
    from
      named
      join neighbours on neighbours.unit_no = named.unit_no
      join named as others on others.unit_no = neighbours.neighbour_no
      and others.name_no <> named.name_no
  ),
  counted as (
    select
      named.unit_no,
      named.name_no,
      count(*) over (
        partition by
          named.name_no
      ) as units,
      named.name_no > 0
      and unfinished.name_no is null as is_whole
    from
      named
      left join unfinished on unfinished.name_no = named.name_no
  ),
  small as (
    select
      counted.unit_no,
      counted.name_no as component_no,
      counted.units
    from
      counted
      join limits on limits.units >= counted.units
    where
      counted.is_whole
  ),
  small_orders as (
    select
      small.component_no,
      count(distinct contenders.order_no) as orders
    from
      small
      join marts.rebooking_contenders as contenders on contenders.unit_no = small.unit_no
    group by
      small.component_no
  ),
  contending as (
    select distinct
      unit_no
    from
      shared
  )
select
  contending.unit_no, -- number of the cancelled unit
  small.component_no, -- component, called after its first unit; null when it has too many units to be assigned exactly
  small.units, -- units of the component; null when they are too many, here and below
  small_orders.orders -- orders that they contend for
from
  contending
  left join small on small.unit_no = contending.unit_no
  left join small_orders on small_orders.component_no = small.component_no
