-- Corrections of rebookings (data/lookups/rebooking_corrections.csv) are complete and do not contradict one another: each
-- names a pair once, with who says so and why, and links are a unit with its orders or an order with its units. Where an
-- order declares otherwise, the declaration has to be ruled out by a line of its own.
-- Grain: source_line
with
  links as (
    select
      units.cancellation_id,
      orders.order_id,
      count(*) over (
        partition by
          given.unit_no
      ) as orders,
      count(*) over (
        partition by
          given.order_no
      ) as units
    from
      marts.given_rebookings as given
      join marts.linkage_units as units on units.unit_no = given.unit_no
      join marts.linkage_orders as orders on orders.order_no = given.order_no
  ),
  corrections as (
    select
      rows.*,
      rows.order_id || '@' || rows.cancel_date as cancellation_id,
      count(*) over (
        partition by
          rows.order_id,
          rows.cancel_date,
          rows.rebooked_order_id
      ) as lines
    from
      lookups.rebooking_corrections as rows
  )
select
  corrections.source_line, -- line of the file
  corrections.action, -- link or unlink
  corrections.order_id, -- order cancelled
  corrections.cancel_date, -- day of the cut
  corrections.rebooked_order_id, -- new order
  case
    when corrections.lines > 1 then 'the pair is named twice'
    when links.order_id is not null then 'the unit has several orders, and the order several units'
    else 'incomplete: an action (link or unlink), order, day, new order, reason, author and date are needed'
  end as problem -- what is wrong
from
  corrections
  left join links on corrections.action = 'link'
  and links.cancellation_id = corrections.cancellation_id
  and links.order_id = corrections.rebooked_order_id
  and links.orders > 1
  and links.units > 1
where
  corrections.lines > 1
  or links.order_id is not null
  or corrections.action is null
  or corrections.action not in ('link', 'unlink')
  or corrections.order_id is null
  or corrections.cancel_date is null
  or corrections.rebooked_order_id is null
  or corrections.reason is null
  or corrections.author is null
  or corrections.date is null
