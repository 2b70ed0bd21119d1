-- The foot of every page, without counts that would tell how many came since the last build.
-- Grain: as_of
select
  runs.as_of, -- last day known
  runs.company, -- company
  runs.currency, -- currency of all amounts
  months.first_month, -- first month reported
  months.last_month, -- last month reported
  null::bigint as customers, -- withheld
  null::bigint as orders, -- withheld
  (
    select
      coalesce(sum(cancellations), 0)
    from
      cells.cancellation_cells
  )::bigint as cancellations, -- cancelled units that are told
  (
    select
      coalesce(sum(rebooked_cancellations), 0)
    from
      cells.cancellation_cells
  )::bigint as rebookings, -- of these, rebooked
  null::bigint as files, -- withheld
  null::bigint as records, -- withheld
  null::bigint as quarantined, -- withheld
  parameter ('protect.customers')::integer as hidden_below, -- a rate over fewer cases is not shown
  parameter ('cell.fragile_below')::integer as fragile_below, -- a rate over fewer cases is shown as fragile
  missing.entities as missing_entities -- kinds of facts that no export tells of, comma separated; null when none is missing
from
  meta.run as runs
  cross join (
    select
      min(month) as first_month,
      max(month) as last_month
    from
      marts.reporting_months
  ) as months
  cross join (
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
  ) as missing
order by
  runs.as_of
