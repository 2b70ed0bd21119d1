-- Pairs of a cancelled unit and a later order of the same customer, compared and scored (Fellegi and Sunter): the
-- weights of the levels add up to a score in hundredths of a bit. A comparison that lacks a side has no level and weighs
-- nothing: what is not known is never held against a pair. Pairs that score too low to be even possible are left out;
-- given pairs stay whatever their score. Not compared: renewals at the natural end of the cancelled term, orders that
-- go on with another one or declare one, and pairs that a person has ruled out. There can be very many pairs, so that a row is numbers only.
-- Grain: unit_no, order_no
with
  refused as (
    select
      units.unit_no,
      orders.order_no
    from
      marts.rebooking_corrections as corrections
      join marts.linkage_units as units on units.cancellation_id = corrections.cancellation_id
      join marts.linkage_orders as orders on orders.order_id = corrections.rebooked_order_id
    where
      corrections.action = 'unlink'
  ),
  windows as (
    select
      units.*,
      null::integer as given_order_no,
      unnest(range(day_stretch (window_start_date), day_stretch (window_end_date) + 1)) as stretch
    from
      marts.linkage_units as units
    where
      not is_explicit_partial
      and booked_cents > 0
    union all
    by name
    -- The window of a given pair is its one order.
    select
      units.* replace(
        orders.signed_date as window_start_date,
        orders.signed_date as window_end_date,
        null as last_end_date
      ),
      orders.order_no as given_order_no,
      orders.stretch
    from
      marts.given_rebookings as given
      join marts.linkage_units as units on units.unit_no = given.unit_no
      join marts.linkage_orders as orders on orders.order_no = given.order_no
  ),
  orders as (
    select
      orders.*,
      if (
        given.order_no is null
        and not orders.is_declaring
        and not orders.is_continuing
        and orders.booked_cents > 0,
        orders.order_no,
        null
      ) as open_order_no
    from
      marts.linkage_orders as orders
      left join (
        select distinct
          order_no
        from
          marts.given_rebookings
      ) as given on given.order_no = orders.order_no
  ),
  pairs as (
    select
      units.unit_no,
      orders.order_no,
      units.given_order_no is not null as is_given,
      gap_days (orders.signed_date, units.interval_start_date, units.interval_middle_date, units.interval_end_date)::integer as gap_days,
      units.booked_cents as old_cents,
      orders.booked_cents as new_cents,
      units.family_set_no as old_set_no,
      orders.family_set_no as new_set_no,
      case
        when orders.is_retention then 0
        when units.seller_no = orders.seller_no then 1
        when units.seller_no <> orders.seller_no then 2
      end as seller_code,
      case
        when units.case_no = orders.case_no
        and not orders.is_case_of_its_end then 0
        when orders.has_open_case then 1
        when not orders.has_open_case then 2
      end as case_code
    from
      windows as units
      join orders on orders.customer_no = units.customer_no
      and orders.stretch = units.stretch
      and orders.order_no = coalesce(units.given_order_no, orders.open_order_no)
      and orders.signed_date between units.window_start_date and units.window_end_date
      and (
        orders.signed_date > units.signed_date
        or (
          orders.signed_date = units.signed_date
          and orders.order_no > units.order_no
        )
      )
      and (
        units.last_end_date is null
        or orders.first_start_date < units.last_end_date
        or orders.first_start_date > units.renewal_end_date
      )
      anti join refused on refused.unit_no = units.unit_no
      and refused.order_no = orders.order_no
  ),
  fixed as (
    select
      parameter ('linkage.prior_weight')::integer as prior_weight,
      max(code) as last_step
    from
      marts.level_weights
    where
      comparison = 'amount'
  ),
  scored as (
    select
      pairs.*,
      gaps.level as gap_level,
      families.level as family_level,
      amounts.level as amount_level,
      sellers.level as seller_level,
      cases.level as case_level,
      fixed.prior_weight + coalesce(gaps.weight, 0) + coalesce(families.weight, 0) + coalesce(amounts.weight, 0) + coalesce(sellers.weight, 0) + coalesce(cases.weight, 0) as score
    from
      pairs
      cross join fixed
      left join marts.family_matches as families on families.old_set_no = pairs.old_set_no
      and families.new_set_no = pairs.new_set_no
      left join marts.level_weights as gaps on gaps.comparison = 'gap'
      and gaps.code = pairs.gap_days
      left join marts.level_weights as amounts on amounts.comparison = 'amount'
      and amounts.code = ratio_step (pairs.new_cents, pairs.old_cents, fixed.last_step)::integer
      left join marts.level_weights as sellers on sellers.comparison = 'seller'
      and sellers.code = pairs.seller_code
      left join marts.level_weights as cases on cases.comparison = 'case'
      and cases.code = pairs.case_code
  )
select
  unit_no, -- number of the cancelled unit
  order_no, -- number of the new order
  is_given, -- whether the pair needs no scoring: declared, or linked by a person
  gap_days::smallint as gap_days, -- days from the cancellation to the new signature; negative before
  gap_level, -- level of that distance: its place in data/lookups/linkage_levels.csv; null when there is none, here and below
  family_level, -- level of what of the product families is found again
  amount_level, -- level of the ratio of new to old amount
  seller_level, -- level of who signed the new order
  case_level, -- level of whether a case stands behind both
  score::smallint as score -- sum of the weights
from
  scored
where
  is_given
  or score > parameter ('class.d_score')
