-- NPS answers on three scales: the alarm of the one document, the bands of the other, and the usual one.
-- Grain: alert_id
select
  alerts.alert_id, -- answer
  alerts.customer_id, -- customer; null when nobody knows
  alerts.brand, -- brand
  alerts.alert_date, -- day of the answer
  alerts.score, -- score, 0 to 10
  alarms.band as alarm_band, -- scale S1: alarm or no_alarm
  bands.band as action_band, -- scale S3: low, mid or high
  usual.band as standard_band, -- usual scale: detractor, passive or promoter
  bands.action, -- what may follow: follow_up or none
  case policy_on ('nps.scale', alerts.alert_date)
    when 'S1' then alarms.is_low
    when 'S3' then bands.is_low
    else usual.is_low
  end as is_low -- whether it is low on the scale in force (nps.scale)
from
  marts.alert_messages as alerts
  left join nps_bands_of ('S1') as alarms on alerts.score between alarms.lower and alarms.upper
  left join nps_bands_of ('S3') as bands on alerts.score between bands.lower and bands.upper
  left join nps_bands_of ('standard') as usual on alerts.score between usual.lower and usual.upper
where
  alerts.kind = 'nps'
  and alerts.score is not null
