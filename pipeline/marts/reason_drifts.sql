-- Slow growth of a motive, which no single week shows: the evidence that its odds have grown, added up week by week since
-- the baseline and never below zero (a cumulative sum, Page 1954). At 3 what was seen is twenty times as likely after such
-- growth as without.
-- Grain: chart, counting, motive, week
with
  weighed as (
    select
      chart,
      counting,
      motive,
      week,
      -- In millionths, so that sums are exact.
      coalesce(
        round(
          1000000 * if (
            chart = 'share',
            share_evidence (events, size, centre, parameter ('chart.drift_factor')),
            rate_evidence (events, size / per, centre, parameter ('chart.drift_factor'))
          )
        ),
        0
      )::bigint as weight
    from
      marts.reason_scores
    where
      is_monitored
      and score is not null
  ),
  summed as (
    select
      *,
      sum(weight) over (
        partition by
          chart,
          counting,
          motive
        order by
          week rows unbounded preceding
      ) as total
    from
      weighed
  ),
  evidences as (
    select
      *,
      total - least(
        0,
        min(total) over (
          partition by
            chart,
            counting,
            motive
          order by
            week rows unbounded preceding
        )
      ) as evidence
    from
      summed
  )
select
  chart, -- share or rate
  counting, -- primary or mention
  motive, -- motive
  week, -- Monday of the week
  evidence / 1000000 as evidence, -- evidence up to this week, a logarithm of odds
  evidence >= 1000000 * parameter ('chart.drift_evidence') as is_drift -- whether it is enough to say that the motive has grown
from
  evidences
