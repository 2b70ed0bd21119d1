-- Effects of trials, at their start, without the last month before, and at placebo dates; for 100 customers and a year.
-- Grain: trial_id, outcome, analysis
select
  trial_id, -- trial
  outcome, -- motive or churn
  analysis, -- effect, without_last, or placebo_1 and so on, the last dates first
  before_months, -- months before, of the shortest start
  after_months, -- months after, of the shortest start
  exposed_before_customers, -- customer-months at risk before, exposed
  exposed_before_events, -- of these, with the outcome
  exposed_after_customers, -- after, exposed
  exposed_after_events, -- of these, with the outcome
  compared_before_customers, -- before, compared
  compared_before_events, -- of these, with the outcome
  compared_after_customers, -- after, compared
  compared_after_events, -- of these, with the outcome
  hundred_a_year (effect) as effect, -- change of the exposed less that of the compared
  spread, -- chance, units or months: what its interval goes by
  hundred_a_year (low) as low, -- lower bound of its 95 % interval
  hundred_a_year (high) as high -- upper bound
from
  marts.action_differences
where
  exposed_before_events + exposed_after_events >= parameter ('cell.hidden_below')
  and least(exposed_before_customers, exposed_after_customers) >= parameter ('cell.hidden_below') * greatest(before_months, after_months)
order by
  trial_id,
  outcome,
  analysis
