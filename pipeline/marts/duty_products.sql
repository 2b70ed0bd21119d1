-- Products that a duty goes with, by their family or their name (data/lookups/duty_products.csv).
-- Grain: duty, family, product
with
  products as (
    select distinct
      coalesce(family, '') as family,
      coalesce(product, '') as product
    from
      staging.order_lines
  )
select distinct
  patterns.duty, -- sms or website
  products.family, -- product family; empty when the line has none
  products.product -- product; empty when the line has none
from
  products
  join lookups.duty_products as patterns on has_come (patterns.valid_from)
  and (
    regexp_matches(label_key (products.family), patterns.pattern)
    or regexp_matches(label_key (products.product), patterns.pattern)
  )
