-- The weeks of a motive held against its baseline, in two charts: its share of the cases (share) and how often it is given
-- per 1 000 customers (rate). The baseline is frozen: the weeks of the calendar year before, unless people have chosen
-- others (data/lookups/chart_baselines.csv); a chart has none when these are too few, or the motive too rare.
-- Grain: chart, counting, motive, week
with
  chosen as (
    select
      motive,
      arg_max(from_date, (valid_from, source_line)) as from_date,
      arg_max(until_date, (valid_from, source_line)) as until_date
    from
      lookups.chart_baselines
    where
      has_come (valid_from)
    group by
      motive
  ),
  drawn as (
    select
      unnest(['share', 'rate']) as chart,
      weeks.counting,
      weeks.motive,
      weeks.week,
      weeks.events,
      unnest([weeks.cases, weeks.customers]) as size,
      unnest([1, 1000]) as per,
      coalesce(own.from_date, common.from_date, make_date(year(runs.as_of) - 1, 1, 1)) as from_date,
      coalesce(own.until_date, common.until_date, make_date(year(runs.as_of), 1, 1)) as until_date
    from
      marts.reason_weeks as weeks
      cross join meta.run as runs
      left join chosen as own on own.motive = weeks.motive
      left join chosen as common on common.motive is null
  ),
  marked as (
    select
      *,
      week >= from_date
      and week < until_date
      and size > 0 as is_baseline
    from
      drawn
  ),
  centres as (
    select
      *,
      count_if(is_baseline) over motives as baseline_weeks,
      sum(if (is_baseline, events, 0)) over motives as baseline_events,
      per * sum(if (is_baseline, events, 0)) over motives / nullif(sum(if (is_baseline, size, 0)) over motives, 0) as centre
    from
      marked
    window
      motives as (
        partition by
          chart,
          counting,
          motive
      )
  ),
  scored as (
    select
      *,
      case
        when baseline_weeks >= parameter ('chart.least_baseline_weeks')
        and baseline_events >= baseline_weeks * parameter ('chart.least_expected') then if (chart = 'share', share_score (events, size, centre), rate_score (events, size / per, centre))
      end as score
    from
      centres
  )
select
  chart, -- share or rate
  counting, -- primary or mention
  motive, -- motive
  week, -- Monday of the week
  events, -- cases that count under it
  size, -- cases opened in the week, or customers in force
  per, -- what a level is a number of cases of: 1 case, or 1 000 customers
  per * events / nullif(size, 0) as level, -- share of the cases, or cases per 1 000 customers
  centre, -- the same over the baseline
  baseline_weeks, -- weeks of the baseline
  is_baseline, -- whether the week belongs to it
  week >= until_date as is_monitored, -- whether it comes after it
  score, -- distance from the centre in standard errors; null without a baseline
  greatest(
    1,
    coalesce(
      laney_sigma (
        list(
          if (is_baseline, score, null)
          order by
            week
        ) over (
          partition by
            chart,
            counting,
            motive
        )
      ),
      1
    )
  ) as sigma -- how much wider than by counting alone the baseline scatters, 1 at least (Laney)
from
  scored
