-- How well red alerts announce requests to leave, always split by whether they were handled: the share that is followed by one,
-- beside the same share of all customers at risk on the same days, and beside customers like them. Alerts that are acted upon may
-- prevent what they announce: none of these figures says what handling does.
-- Grain: handled
with
  matched as (
    select
      handled,
      sum(episodes) as episodes,
      sum(true_episodes) as true_episodes,
      sum(controls) as controls,
      sum(control_requests) as control_requests,
      list(
        {'events': true_episodes, 'exposed': episodes, 'other_events': control_requests, 'others': controls}
        order by
          alert_date,
          brand,
          value_band,
          tenure_band
      ) as strata
    from
      marts.alert_matches
    group by
      handled
  ),
  leads as (
    select
      kinds.handled,
      list(
        outcomes.lead_days
        order by
          outcomes.lead_days
      ) as days
    from
      marts.alert_outcomes as outcomes
      join (
        select
          unnest(['all', 'handled', 'not_handled', 'unknown']) as handled
      ) as kinds on kinds.handled = 'all'
      or kinds.handled = case
        when outcomes.is_handled then 'handled'
        when not outcomes.is_handled then 'not_handled'
        else 'unknown'
      end
    where
      outcomes.is_counted
      and outcomes.is_true
    group by
      kinds.handled
  )
select
  matched.handled, -- all, handled, not_handled or unknown
  matched.episodes::bigint as episodes, -- episodes that count
  matched.true_episodes::bigint as true_episodes, -- of these, followed by a request within the horizon
  matched.true_episodes / matched.episodes as precision_rate, -- share that is (PPV), 0 to 1
  wilson_low (matched.true_episodes, matched.episodes, parameter ('wilson.z')) as precision_low, -- lower bound of its 95 % interval
  wilson_high (matched.true_episodes, matched.episodes, parameter ('wilson.z')) as precision_high, -- upper bound
  bases.base_customers, -- customers at risk on the days of the episodes
  bases.base_requests, -- of these, those who asked to leave within the horizon
  bases.base_requests / nullif(bases.base_customers, 0) as base_rate, -- their share, 0 to 1
  (matched.true_episodes / matched.episodes) / nullif(bases.base_requests / nullif(bases.base_customers, 0), 0) as lift, -- share after an alert over share at large
  recalls.requests, -- requests that an alert could have announced
  recalls.announced_requests, -- of these, announced by such an episode
  recalls.announced_requests / nullif(recalls.requests, 0) as recall_rate, -- their share, 0 to 1
  wilson_low (recalls.announced_requests, recalls.requests, parameter ('wilson.z')) as recall_low, -- lower bound of its 95 % interval
  wilson_high (recalls.announced_requests, recalls.requests, parameter ('wilson.z')) as recall_high, -- upper bound
  matched.controls::bigint as controls, -- customers like them at risk on the same day, summed over days
  matched.control_requests::bigint as control_requests, -- of these, those who asked to leave
  matched_risk_ratio (matched.strata) as risk_ratio, -- risk after an alert over that of customers like them (Mantel-Haenszel)
  matched_risk_low (matched.strata, parameter ('wilson.z')) as risk_ratio_low, -- lower bound of its 95 % interval, on the log scale
  matched_risk_high (matched.strata, parameter ('wilson.z')) as risk_ratio_high, -- upper bound
  brier_score (matched.true_episodes, matched.episodes, matched.control_requests, matched.controls) as brier, -- mean squared error of the two shares as forecasts
  interpolated_quantile (leads.days::double[], 0.25) as lead_days_low, -- days from alert to request: a quarter is shorter
  interpolated_quantile (leads.days::double[], 0.5) as lead_days_median, -- median
  interpolated_quantile (leads.days::double[], 0.75) as lead_days_high -- a quarter is longer
from
  matched
  join marts.alert_bases as bases on bases.handled = matched.handled
  left join marts.alert_recalls as recalls on recalls.handled = matched.handled
  left join leads on leads.handled = matched.handled
