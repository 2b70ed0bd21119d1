-- No unit of a trial has more customers with an outcome than customers at risk, and none has fewer than none: what is left of the
-- brands beside single customers is a difference.
-- Grain: trial_id, outcome, unit_value, month
select
  trial_id, -- trial
  outcome, -- motive or churn
  unit_value, -- unit
  month, -- month
  customers, -- customers at risk
  events -- of these, with the outcome
from
  marts.action_months
where
  events < 0
  or customers < 0
  or events > customers
