-- Rebookings, old against new, with the names of those involved.
-- Grain: group_id
with
  seller_names as (
    select
      seller_id,
      arg_max(name, valid_from) as name
    from
      staging.sellers
    group by
      seller_id
  ),
  -- A seller whom the list of sellers does not know goes by the code.
  original_sellers as (
    select
      units.group_id,
      string_agg(
        distinct coalesce(names.name, units.seller_id),
        ' + '
        order by
          coalesce(names.name, units.seller_id)
      ) as names
    from
      marts.cancellations as units
      left join seller_names as names on names.seller_id = units.seller_id
    where
      units.group_id is not null
    group by
      units.group_id
  ),
  rebooking_sellers as (
    select
      links.group_id,
      string_agg(
        distinct coalesce(names.name, links.rebooking_seller_id),
        ' + '
        order by
          coalesce(names.name, links.rebooking_seller_id)
      ) as names
    from
      marts.rebookings as links
      left join seller_names as names on names.seller_id = links.rebooking_seller_id
    group by
      links.group_id
  ),
  counterfactuals as (
    select
      units.group_id,
      bool_or(losses.is_scope_imputed) as is_scope_imputed,
      sum(losses.unavoidable_low_cents) as unavoidable_low_cents,
      sum(losses.unavoidable_high_cents) as unavoidable_high_cents,
      sum(losses.mo_gap_horizon_low_cents) as mo_gap_low_cents,
      sum(losses.mo_gap_horizon_high_cents) as mo_gap_high_cents,
      sum(losses.avoidable_parc_low_cents) as avoidable_parc_low_cents,
      sum(losses.avoidable_parc_high_cents) as avoidable_parc_high_cents
    from
      marts.cancellations as units
      join marts.loss_counterfactuals as losses on losses.cancellation_id = units.cancellation_id
    where
      units.group_id is not null
    group by
      units.group_id
  )
select
  groups.group_id, -- cancelled unit that the group grew from
  groups.customer_id, -- customer
  customers.name as customer_name, -- name of the customer
  customers.brand, -- brand
  groups.cancel_date, -- first day on which a unit was cut
  cuts.month, -- month of the first cut
  cuts.channel, -- channel that sold the order the group grew from
  cuts.family, -- product family with the largest amount cut of it
  cuts.motive, -- motive of its case; MISSING where none tells
  cuts.value_band, -- band of the amount cancelled of it
  bands.band as new_value_band, -- band of the amount of the new orders
  groups.first_signed_date, -- first signature of a new order
  groups.gap_days, -- days from the cancellation to that signature; negative before
  groups.cancelled_orders, -- orders cancelled, joined by +
  groups.rebooked_orders, -- orders that replace them, joined by +
  groups.old_cents, -- amount cancelled (cents)
  groups.new_cents, -- amount of the new orders (cents)
  groups.rebooked_cents, -- of the amount cancelled, kept by the new orders (cents)
  groups.loss_ca_cents, -- CA lost (cents)
  groups.loss_horizon_cents, -- CA lost within the cancelled term (cents)
  groups.leak_cents, -- delivered and not billed (cents); null when nobody delivers invoices
  counterfactuals.is_scope_imputed, -- whether what the customer asked to drop is not known of all of it: low and high are bounds
  counterfactuals.unavoidable_low_cents::bigint as unavoidable_low_cents, -- of the loss within the term, asked for by the customer, at least (cents)
  counterfactuals.unavoidable_high_cents::bigint as unavoidable_high_cents, -- at most (cents)
  counterfactuals.mo_gap_low_cents::bigint as mo_gap_low_cents, -- of it, added because no MO- was made, at least (cents); null when nobody delivers invoices
  counterfactuals.mo_gap_high_cents::bigint as mo_gap_high_cents, -- at most (cents)
  counterfactuals.avoidable_parc_low_cents::bigint as avoidable_parc_low_cents, -- of the parc lost, what an MO- would have kept, at least (cents a year)
  counterfactuals.avoidable_parc_high_cents::bigint as avoidable_parc_high_cents, -- at most (cents a year)
  groups.old_parc_cents, -- parc cancelled (cents a year)
  groups.new_parc_cents, -- parc of the new orders (cents a year)
  groups.loss_parc_cents, -- parc lost (cents a year)
  groups.class, -- the weakest of its links: E, A, B or C
  groups.type, -- kind of replacement
  original_sellers.names as original_seller, -- who sold the cancelled orders
  groups.original_channels as original_channel, -- channels of those sales
  rebooking_sellers.names as rebooking_seller, -- who sold the new ones
  groups.rebooking_channels as rebooking_channel -- channels of those sales
from
  marts.rebooking_groups as groups
  join marts.cancellation_cuts as cuts on cuts.cancellation_id = groups.group_id
  left join value_bands () as bands on greatest(groups.new_cents, 0) >= bands.lower_cents
  and coalesce(greatest(groups.new_cents, 0) < bands.upper_cents, true)
  left join counterfactuals on counterfactuals.group_id = groups.group_id
  left join staging.customers on customers.customer_id = groups.customer_id
  left join original_sellers on original_sellers.group_id = groups.group_id
  left join rebooking_sellers on rebooking_sellers.group_id = groups.group_id
order by
  groups.group_id
