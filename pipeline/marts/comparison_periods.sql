-- The periods that are compared: the last months of which every case has had its time, and those that they are held
-- against (data/lookups/comparisons.csv). A period of which exports tell only a part is left out.
-- Grain: comparison, period
with
  rules as (
    select
      comparison,
      arg_max(months, valid_from) as months,
      arg_max(offset_months, valid_from) as offset_months
    from
      lookups.comparisons
    where
      has_come (valid_from)
    group by
      comparison
  ),
  settled_months as (
    select
      min(months.month) as first_month,
      max(months.month) filter(
        where
          last_of_month (months.month) + parameter ('save.horizon_days')::integer <= runs.as_of
      ) as last_month
    from
      marts.reporting_months as months
      cross join meta.run as runs
  ),
  periods as (
    select
      rules.comparison,
      unnest(['before', 'after']) as period,
      unnest([rules.offset_months, 0]) as offset_months,
      rules.months,
      rules.offset_months as longest_offset,
      settled.first_month,
      settled.last_month
    from
      rules
      cross join settled_months as settled
  )
select
  comparison, -- previous or year_before
  period, -- before or after
  add_months (last_month, 1 - months - offset_months) as first_month, -- first month of the period
  add_months (last_month, - offset_months) as last_month -- last month of the period
from
  periods
where
  add_months (last_month, 1 - months - longest_offset) >= first_month
