-- Both arms of trials month by month, for 100 customers and a year, beside what the months before would have led to by themselves.
-- Grain: trial_id, outcome, month
select
  arms.trial_id, -- trial
  arms.outcome, -- motive or churn
  arms.month, -- month
  arms.start_month, -- month of the first start
  arms.exposed_customers, -- customers at risk, exposed
  arms.exposed_events, -- of these, with the outcome
  if (
    arms.exposed_customers < parameter ('cell.fragile_below'),
    null,
    hundred_a_year (arms.exposed_events / arms.exposed_customers)
  ) as exposed_rate, -- rate of the exposed; not shown over few customers
  arms.compared_customers, -- customers at risk, never exposed
  arms.compared_events, -- of these, with the outcome
  if (
    arms.compared_customers < parameter ('cell.fragile_below'),
    null,
    hundred_a_year (arms.compared_events / arms.compared_customers)
  ) as compared_rate, -- rate of the compared; not shown over few customers
  arms.is_baseline, -- whether it is one of the months that the action is compared with
  hundred_a_year (series.fitted_rate) as fitted_rate, -- rate of those exposed first, as fitted
  hundred_a_year (series.counterfactual_rate) as counterfactual_rate, -- the same, as the months before lead to
  greatest(0, hundred_a_year (series.counterfactual_low)) as counterfactual_low, -- lower bound of its 95 % interval
  hundred_a_year (series.counterfactual_high) as counterfactual_high -- upper bound
from
  marts.action_arms as arms
  left join marts.series_months as series on series.series_id = arms.trial_id || ' / ' || arms.outcome
  and series.month = arms.month
where
  arms.exposed_customers >= parameter ('cell.hidden_below')
order by
  arms.trial_id,
  arms.outcome,
  arms.month
