-- The foot of every page: what was read, up to which day, for whom.
-- Grain: as_of
with
  months as (
    select
      min(month) as first_month,
      max(month) as last_month
    from
      marts.reporting_months
  ),
  loaded as (
    select
      count(*) as files,
      coalesce(sum(records), 0) as records,
      coalesce(sum(quarantined), 0) as quarantined
    from
      meta.files
  ),
  missing as (
    select
      string_agg(
        distinct entity,
        ','
        order by
          entity
      ) as entities
    from
      marts.entity_coverage
    where
      is_entity_missing
  )
select
  runs.as_of, -- last day known
  runs.company, -- company
  runs.currency, -- currency of all amounts
  months.first_month, -- first month reported
  months.last_month, -- last month reported
  (
    select
      count(*)
    from
      staging.customers
  ) as customers, -- customers known
  (
    select
      count(*)
    from
      staging.orders
  ) as orders, -- orders known
  (
    select
      count(*)
    from
      marts.cancellations
  ) as cancellations, -- cancelled units
  (
    select
      count(*)
    from
      marts.rebooking_groups
  ) as rebookings, -- rebookings found or declared
  loaded.files, -- files read
  loaded.records::bigint as records, -- records in them
  loaded.quarantined::bigint as quarantined, -- of these, set aside
  parameter ('cell.hidden_below')::integer as hidden_below, -- a rate over fewer cases is not shown
  parameter ('cell.fragile_below')::integer as fragile_below, -- a rate over fewer cases is shown as fragile
  missing.entities as missing_entities -- kinds of facts that no export tells of, comma separated; null when none is missing
from
  meta.run as runs
  cross join months
  cross join loaded
  cross join missing
order by
  runs.as_of
