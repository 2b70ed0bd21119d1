-- Customers whose meetings with competitors raise alerts: those whom one of the systems named in data/lookups/watched_systems.csv
-- knows; all customers when it names none.
-- Grain: customer_id
with
  watched as (
    select
      list(system) as systems
    from
      lookups.watched_systems
    where
      has_come (valid_from)
  )
select
  customers.customer_id, -- customer
  coalesce(customers.brand, 'unknown') as brand -- brand under which it buys
from
  staging.customers
  cross join watched
where
  watched.systems is null
  or list_has_any(customers.systems, watched.systems)
