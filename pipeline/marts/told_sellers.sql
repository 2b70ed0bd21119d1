-- Sellers of whom there are enough rebookings to be told of by name: never below that number, and never so that a single one
-- who is left out could be found by subtraction.
-- Grain: seller_id
with
  counted as (
    select
      seller_id,
      count(distinct (cancellation_id, rebooked_order_id)) as rebookings
    from
      marts.attributions
    where
      party = 'seller'
    group by
      seller_id
  ),
  names as (
    select
      seller_id,
      arg_max(name, valid_from) as name
    from
      staging.sellers
    group by
      seller_id
  )
select
  counted.seller_id, -- seller
  coalesce(names.name, counted.seller_id) as name, -- name, else the code
  counted.rebookings -- rebookings in which the seller has a part, under any rule
from
  counted
  left join names on names.seller_id = counted.seller_id
qualify
  counted.rebookings >= parameter ('cell.fragile_below')
  and not (
    count_if(counted.rebookings < parameter ('cell.fragile_below')) over () = 1
    and row_number() over (
      partition by
        counted.rebookings >= parameter ('cell.fragile_below')
      order by
        counted.rebookings,
        counted.seller_id
    ) = 1
  )
