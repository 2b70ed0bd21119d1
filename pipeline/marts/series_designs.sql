-- The columns that an interrupted series is fitted with: level, trend, jump at the first month after, change of the trend; from two
-- years on a wave of a year for the season. The model was written down before any series was looked at. Series without months
-- enough on each side, or without any event, are not fitted.
-- Grain: series_id
with
  points as (
    select
      *,
      1.0::double as level,
      1.0 + date_diff('month', min(month) over series, month) as trend,
      if (months_after >= 0, 1.0, 0.0)::double as jump,
      greatest(months_after, 0)::double as bend,
      cos(pi() * month(month) / 6) as season_cos,
      sin(pi() * month(month) / 6) as season_sin
    from
      marts.interrupted_series
    window
      series as (
        partition by
          series_id
      )
  ),
  lists as (
    select
      series_id,
      count(*) as points,
      count_if(months_after < 0)::bigint as before_points,
      sum(events) as events,
      list(
        month
        order by
          month
      ) as months,
      list(
        rate
        order by
          month
      ) as rates,
      list(
        events::double
        order by
          month
      ) as counts,
      list(
        customers::double
        order by
          month
      ) as exposures,
      [
        list(
          level
          order by
            month
        ),
        list(
          trend::double
          order by
            month
        ),
        list(
          jump
          order by
            month
        ),
        list(
          bend
          order by
            month
        ),
        list(
          season_cos
          order by
            month
        ),
        list(
          season_sin
          order by
            month
        )
      ] as all_columns
    from
      points
    group by
      series_id
  )
select
  series_id, -- series
  points, -- months
  before_points, -- of these, before
  months, -- months, in their order
  rates, -- events a customer-month
  counts, -- events
  exposures, -- customers at risk
  if (
    points >= parameter ('series.season_points'),
    ['level', 'trend', 'jump', 'bend', 'season_cos', 'season_sin'],
    ['level', 'trend', 'jump', 'bend']
  ) as terms, -- what the columns are
  if (points >= parameter ('series.season_points'), all_columns, all_columns[:4]) as columns_of -- columns, a number a month
from
  lists
where
  before_points >= parameter ('series.least_months')
  and points - before_points >= parameter ('series.least_months')
  and events > 0
