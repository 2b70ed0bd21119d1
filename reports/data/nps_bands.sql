-- NPS answers with their bands on three scales, by all that the page can be filtered by.
-- Grain: month, brand, value_band, score
with
  counted as (
    select
      cuts.month,
      cuts.brand,
      cuts.value_band,
      answers.score::integer as score,
      coalesce(answers.alarm_band, 'unknown') as alarm_band,
      coalesce(answers.action_band, 'unknown') as action_band,
      coalesce(answers.standard_band, 'unknown') as standard_band,
      count(*) as answers
    from
      marts.nps_answers as answers
      join marts.alert_cuts as cuts on cuts.alert_id = answers.alert_id
    group by all
  )
select
  month, -- month of the answer
  brand, -- brand
  value_band, -- band of the parc of the customer
  score::varchar as score, -- score, 0 to 10
  alarm_band, -- scale S1: alarm or no_alarm
  action_band, -- scale S3: low, mid or high
  standard_band, -- usual scale: detractor, passive or promoter
  answers::integer as answers -- answers
from
  counted
order by
  month,
  brand,
  value_band,
  counted.score
