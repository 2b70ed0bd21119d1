-- Pairs of a cancelled unit and a later order of the same customer that might replace it, compared. A comparison that
-- lacks a side is null. Pairs that the new order declares are kept whatever their dates. Not compared: renewals at the
-- natural end of the cancelled term, and orders that declare to replace or amend another one.
-- Grain: cancellation_id, rebooked_order_id
with
  pairs as (
    select
      units.*,
      orders.order_id as rebooked_order_id,
      orders.booked_cents as new_cents,
      orders.families as new_families,
      orders.channel as new_channel,
      orders.seller_id as new_seller_id,
      orders.case_id as new_case_id,
      orders.has_open_case,
      len(list_intersect(units.families, orders.families)) as common_families,
      coalesce(units.order_id in (orders.replaces_order_id, orders.modifies_order_id), false) as is_declared,
      units.order_id is distinct from orders.replaces_order_id as is_amended,
      case
        when orders.signed_date < units.interval_start_date then orders.signed_date - units.interval_start_date
        when orders.signed_date > units.interval_end_date then orders.signed_date - units.interval_end_date
        else 0
      end as gap_days
    from
      marts.cancelled_units as units
      join marts.booked_orders as orders on orders.customer_id = units.customer_id
      and (orders.signed_date, orders.order_id) > (units.signed_date, units.order_id)
    where
      is_declared
      or (
        not units.is_explicit_partial
        and units.booked_cents > 0
        and orders.booked_cents > 0
        and gap_days between - parameter ('candidate.days_before') and parameter ('candidate.days_after')
        and orders.replaces_order_id is null
        and orders.modifies_order_id is null
        and (
          units.last_end_date is null
          or orders.first_start_date < units.last_end_date
          or orders.first_start_date > units.last_end_date + parameter ('renewal.window_days')::integer
        )
      )
  )
select
  cancellation_id, -- cancelled unit
  order_id as cancelled_order_id, -- order it belongs to
  rebooked_order_id, -- new order
  customer_id, -- customer of both
  is_declared, -- whether the new order names the cancelled one
  booked_cents as old_cents, -- amount booked for the unit (cents)
  new_cents, -- amount booked for the new order (cents)
  gap_days, -- days from the cancellation, which may take several, to the new signature; negative before, 0 during
  new_cents / nullif(booked_cents, 0) as amount_ratio, -- new amount to old; exact at the bounds of the levels
  case
    when len(families) = 0
    or len(new_families) = 0 then null
    when families = new_families then 'same_set'
    when common_families = 0 then 'none'
    when common_families = len(new_families) then 'subset'
    else 'partial'
  end as family_level, -- what of the product families is found again
  case
    when new_channel = 'retention' then 'retention'
    when seller_id is null
    or new_seller_id is null then null
    when seller_id = new_seller_id then 'same_seller'
    else 'other'
  end as seller_level, -- who signed the new order
  case
    when not exists (
      from
        staging.cases
    ) then null
    when case_id = new_case_id then 'same_case'
    when has_open_case then 'open_case'
    else 'none'
  end as case_level -- whether a case stands behind both; null when the customer system delivers no cases at all
from
  pairs
  -- An order replaces one unit by declaration: of the order that it names as replaced rather than amended, the nearest cut.
qualify
  not is_declared
  or row_number() over (
    partition by
      rebooked_order_id,
      is_declared
    order by
      is_amended,
      abs(gap_days),
      cancellation_id
  ) = 1
