-- An alert is of a known kind, and a score lies on its scale.
-- Grain: alert_id
select
  alert_id, -- alert
  kind, -- kind
  score, -- score
  score_scale -- best score that could be given
from
  staging.alerts
where
  kind is null
  or kind not in ('churn_risk', 'red_alert', 'nps', 'other')
  or score < 0
  or score > score_scale
