-- Control charts of how often motives are mentioned: the baseline, and what came after it.
-- Grain: motive, week
select
  charts.motive, -- motive; MISSING and UNMAPPED too
  charts.week, -- Monday of the week
  charts.events, -- cases that mention it
  charts.size::bigint as cases, -- cases opened in the week
  charts.level, -- share of the cases, 0 to 1
  charts.centre, -- the same over the baseline
  charts.low, -- lower limit
  charts.high, -- upper limit
  charts.is_monitored, -- whether the week comes after the baseline
  charts.is_beyond, -- whether it lies beyond the limits
  charts.is_signal, -- whether it stands out
  coalesce(charts.adjusted_p_value <= parameter ('chart.false_discovery_rate'), false) as is_discovery, -- whether it still does among all motives of the week
  coalesce(drifts.is_drift, false) as is_drift -- whether the weeks since the baseline together say that it has grown
from
  marts.reason_charts as charts
  left join marts.reason_drifts as drifts on drifts.chart = charts.chart
  and drifts.counting = charts.counting
  and drifts.motive = charts.motive
  and drifts.week = charts.week
where
  charts.chart = 'share'
  and charts.counting = 'mention'
  and charts.centre is not null
  and (
    charts.is_baseline
    or charts.is_monitored
  )
order by
  charts.motive,
  charts.week
