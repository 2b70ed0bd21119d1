-- Chains: a rebooking may be cancelled and rebooked in its turn. A chain is called after the group that it starts from;
-- where chains meet in one order, what follows goes by the first name.
-- Grain: cancellation_id
with recursive
  units as (
    select
      units.cancellation_id,
      units.order_id,
      coalesce(any_value(links.group_id), units.cancellation_id) as group_id
    from
      marts.cancelled_units as units
      left join marts.rebooking_links as links on links.cancellation_id = units.cancellation_id
    group by
      units.cancellation_id,
      units.order_id
  ),
  successions as (
    select distinct
      links.group_id as earlier_group_id,
      units.group_id
    from
      marts.rebooking_links as links
      join units on units.order_id = links.rebooked_order_id
  ),
  walks as (
    select distinct
      units.group_id,
      units.group_id as chain_id
    from
      units
      anti join successions on successions.group_id = units.group_id
    union
    select
      successions.group_id,
      walks.chain_id
    from
      walks
      join successions on successions.earlier_group_id = walks.group_id
  ),
  first_names as (
    select
      group_id,
      min(chain_id) as chain_id
    from
      walks
    group by
      group_id
  )
select
  units.cancellation_id, -- cancelled unit
  first_names.chain_id -- chain: the group that it starts from
from
  units
  join first_names on first_names.group_id = units.group_id
