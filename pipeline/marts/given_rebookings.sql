-- Pairs of a cancelled unit and an order that replaces it that need no scoring: those that a person has linked, and
-- those that the new order declares. A person's word stands before a declaration.
-- Grain: unit_no, order_no
with
  corrected as (
    select
      units.unit_no,
      orders.order_no,
      corrections.action
    from
      marts.rebooking_corrections as corrections
      join marts.linkage_units as units on units.cancellation_id = corrections.cancellation_id
      join marts.linkage_orders as orders on orders.order_id = corrections.rebooked_order_id
    where
      corrections.issue is null
  ),
  declarations as (
    select
      order_id,
      replaces_order_id as named_order_id,
      false as is_amendment
    from
      marts.booked_orders
    where
      replaces_order_id is not null
    union
    select
      order_id,
      modifies_order_id as named_order_id,
      true as is_amendment
    from
      marts.booked_orders
    where
      modifies_order_id is not null
  ),
  declared as (
    select
      units.unit_no,
      orders.order_no
    from
      declarations
      join marts.linkage_orders as orders on orders.order_id = declarations.order_id
      join marts.linkage_orders as named_orders on named_orders.order_id = declarations.named_order_id
      join marts.linkage_units as units on units.order_no = named_orders.order_no
      and units.customer_no = orders.customer_no
      and (
        units.signed_date < orders.signed_date
        or (
          units.signed_date = orders.signed_date
          and units.order_no < orders.order_no
        )
      )
      anti join corrected as links on links.order_no = orders.order_no
      and links.action = 'link'
      anti join corrected as refusals on refusals.order_no = orders.order_no
      and refusals.unit_no = units.unit_no
      -- An order replaces one unit by declaration: of the order that it names as replaced rather than amended, the nearest cut.
    qualify
      row_number() over (
        partition by
          orders.order_no
        order by
          declarations.is_amendment,
          abs(
            gap_days (orders.signed_date, units.interval_start_date, units.interval_middle_date, units.interval_end_date)
          ),
          units.unit_no
      ) = 1
  )
select
  unit_no, -- cancelled unit
  order_no, -- order that replaces it
  false as is_corrected -- whether a person says so, rather than the order
from
  declared
union all
select
  unit_no, -- cancelled unit
  order_no, -- order that replaces it
  true as is_corrected -- whether a person says so, rather than the order
from
  corrected
where
  action = 'link'
