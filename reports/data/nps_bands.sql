-- NPS answers of the last twelve months of them, by the bands of three scales.
-- Grain: scale, band
with
  recent as (
    select
      answers.*
    from
      marts.nps_answers as answers
      cross join (
        select
          max(alert_date) as last_date
        from
          marts.nps_answers
      ) as ends
    where
      answers.alert_date > add_months (ends.last_date, -12)
  ),
  placed as (
    select
      'S1' as scale,
      alarm_band as band,
      score,
      alert_date
    from
      recent
    union all
    select
      'S3' as scale,
      action_band as band,
      score,
      alert_date
    from
      recent
    union all
    select
      'standard' as scale,
      standard_band as band,
      score,
      alert_date
    from
      recent
  )
select
  scale, -- S1, S3 or standard
  coalesce(band, 'unknown') as band, -- band of the scale
  min(score) as lowest, -- lowest score given in it
  max(score) as highest, -- highest score given in it
  count(*)::bigint as answers, -- answers
  sum(count(*)) over (
    partition by
      scale
  )::bigint as all_answers, -- answers in all bands of the scale
  min(min(alert_date)) over () as first_date, -- first day
  max(max(alert_date)) over () as last_date -- last day
from
  placed
group by
  scale,
  coalesce(band, 'unknown')
order by
  scale,
  lowest
