-- What of the product families of a cancelled unit is found again in an order, for each pair of sets of families that
-- some customer has on both sides.
-- Grain: old_set_no, new_set_no
with
  old_sets as (
    select distinct
      customer_no,
      family_set_no
    from
      marts.linkage_units
    where
      family_set_no is not null
  ),
  new_sets as (
    select distinct
      customer_no,
      family_set_no
    from
      marts.linkage_orders
    where
      family_set_no is not null
  ),
  set_pairs as (
    select distinct
      old_sets.family_set_no as old_set_no,
      new_sets.family_set_no as new_set_no
    from
      old_sets
      join new_sets on new_sets.customer_no = old_sets.customer_no
  ),
  compared as (
    select
      set_pairs.*,
      case
        when set_pairs.old_set_no = set_pairs.new_set_no then 'same_set'
        when not list_has_any(olds.families, news.families) then 'none'
        when list_has_all(olds.families, news.families) then 'subset'
        else 'partial'
      end as level
    from
      set_pairs
      join marts.family_sets as olds on olds.family_set_no = set_pairs.old_set_no
      join marts.family_sets as news on news.family_set_no = set_pairs.new_set_no
  )
select
  compared.old_set_no, -- set of the unit
  compared.new_set_no, -- set of the order
  levels.position::utinyint as level, -- place of the level in data/lookups/linkage_levels.csv
  levels.weight::integer as weight -- its weight (hundredths of a bit)
from
  compared
  join levels_in_force ('family') as levels on levels.level = compared.level
