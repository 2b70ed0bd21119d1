-- A chain of rebookings is reported once, at its root: the group that it is named after replaces nothing by what it
-- cancels, and every other group of it cancels an order that the chain had put in place of another.
-- Grain: group_id
with
  groups as (
    select distinct
      coalesce(group_id, cancellation_id) as group_id,
      order_id,
      chain_id
    from
      marts.cancellations
  ),
  follows as (
    select
      groups.group_id,
      groups.chain_id,
      count(links.rebooked_order_id) as earlier_links,
      count(units.cancellation_id) as chained_links
    from
      groups
      left join marts.rebookings as links on links.rebooked_order_id = groups.order_id
      left join marts.cancellations as units on units.cancellation_id = links.cancellation_id
      and units.chain_id = groups.chain_id
    group by
      groups.group_id,
      groups.chain_id
  )
select
  group_id, -- rebooking group, or unit without one
  chain_id, -- chain that it is said to belong to
  earlier_links, -- links whose new order it cancels again
  chained_links -- of them, in the same chain
from
  follows
where
  if (group_id = chain_id, earlier_links > 0, chained_links = 0)
