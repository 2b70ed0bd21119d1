-- Control charts of motives, a week a row: limits from the frozen baseline, and what stands out after it. A signal is a week
-- beyond the limits, so many weeks in a row on one side of the centre, or so many that each rise, or each fall. Beside it
-- stands how likely so odd a week is, adjusted for all the motives that are looked at in that week.
-- Grain: chart, counting, motive, week
with
  steps as (
    select
      *,
      sqrt(centre * if (chart = 'share', 1 - centre, 1) / nullif(size / per, 0)) * sigma * parameter ('chart.sigmas') as width,
      coalesce(sign(score), 0) as side,
      coalesce(sign(level - lag (level) over phases), 0) as direction,
      case
        when score is null
        or not is_monitored then null
        when chart = 'share' then exact_binomial_p (events, size, centre)
        else exact_poisson_p (events, centre * size / per)
      end as p_value
    from
      marts.reason_scores
    window
      phases as (
        partition by
          chart,
          counting,
          motive,
          is_monitored
        order by
          week
      )
  ),
  turns as (
    select
      *,
      count_if(side is distinct from previous_side) over phases as run,
      count_if(direction is distinct from previous_direction) over phases as trend
    from
      (
        select
          *,
          lag (side) over phases as previous_side,
          lag (direction) over phases as previous_direction
        from
          steps
        window
          phases as (
            partition by
              chart,
              counting,
              motive,
              is_monitored
            order by
              week
          )
      ) as steps
    window
      phases as (
        partition by
          chart,
          counting,
          motive,
          is_monitored
        order by
          week rows unbounded preceding
      )
  ),
  lengths as (
    select
      *,
      abs(score) > parameter ('chart.sigmas') * sigma as is_beyond,
      if (side = 0, 0, row_number() over runs) as run_weeks,
      if (direction = 0, 0, 1 + row_number() over trends) as trend_weeks
    from
      turns
    window
      runs as (
        partition by
          chart,
          counting,
          motive,
          is_monitored,
          run
        order by
          week
      ),
      trends as (
        partition by
          chart,
          counting,
          motive,
          is_monitored,
          trend
        order by
          week
      )
  )
select
  chart, -- share or rate
  counting, -- primary or mention
  motive, -- motive
  week, -- Monday of the week
  events, -- cases that count under it
  size, -- cases opened in the week, or customers in force
  level, -- share of the cases, or cases per 1 000 customers
  if (score is null, null, centre) as centre, -- the same over the baseline; null without one
  if (score is null, null, greatest(0, centre - width)) as low, -- lower limit
  if (score is null, null, if (chart = 'share', least(1, centre + width), centre + width)) as high, -- upper limit
  sigma, -- how much wider than by counting alone the limits are
  score, -- distance from the centre in standard errors
  is_baseline, -- whether the week belongs to the baseline
  is_monitored, -- whether it comes after it
  coalesce(is_beyond, false) as is_beyond, -- whether it lies beyond the limits
  run_weeks, -- weeks in a row on its side of the centre, up to this one
  trend_weeks, -- weeks in a row that each rise, or each fall, up to this one
  is_monitored
  and score is not null
  and (
    coalesce(is_beyond, false)
    or run_weeks >= parameter ('chart.run_weeks')
    or trend_weeks >= parameter ('chart.trend_weeks')
  ) as is_signal, -- whether it stands out
  p_value, -- chance of a week at least so far from the centre (exact); null within the baseline
  benjamini_hochberg (
    p_value,
    list(p_value) over (
      partition by
        chart,
        counting,
        week
    )
  ) as adjusted_p_value -- the same, adjusted for all motives of the week
from
  lengths
