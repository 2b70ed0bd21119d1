-- What else speaks of trouble when a red alert comes: cases, tickets, what customers told of, NPS answers.
-- Grain: alert_id
with
  case_signs as (
    select
      red.alert_id,
      bool_or(
        local_date (cases.opened_at) < red.alert_date
        and coalesce(local_date (cases.closed_at) >= red.alert_date, true)
      ) as has_open_case,
      bool_or(
        local_date (cases.closed_at) < red.alert_date
        and local_date (cases.closed_at) >= red.alert_date - parameter ('redalert.case_days')::integer
      ) as has_recent_case
    from
      marts.red_alerts as red
      join staging.cases on cases.customer_id = red.customer_id
    where
      cases.status not in ('duplicate', 'error')
    group by
      red.alert_id
  ),
  trouble_signs as (
    select
      red.alert_id,
      bool_or(
        troubles.is_unresolved
        and coalesce(troubles.resolved_date > red.alert_date, true)
      ) as has_open_trouble,
      bool_or(
        troubles.trouble = 'bug'
        and troubles.is_unresolved
        and coalesce(troubles.resolved_date > red.alert_date, true)
      ) as has_open_bug,
      bool_or(
        troubles.trouble is not null
        and troubles.from_date >= red.alert_date - parameter ('redalert.trouble_days')::integer
      ) as has_recent_trouble
    from
      marts.red_alerts as red
      join marts.open_troubles as troubles on troubles.customer_id = red.customer_id
      and troubles.from_date <= red.alert_date
    group by
      red.alert_id
  ),
  last_answers as (
    select
      red.alert_id,
      arg_max(answers.is_low, (answers.alert_date, answers.alert_id)) as is_low
    from
      marts.red_alerts as red
      join marts.nps_answers as answers on answers.customer_id = red.customer_id
      and answers.alert_date <= red.alert_date
      and answers.alert_date >= red.alert_date - parameter ('redalert.nps_days')::integer
    group by
      red.alert_id
  )
select
  red.alert_id, -- alert
  coalesce(case_signs.has_open_case, false) as has_open_case, -- R2: a case is open that was opened before
  coalesce(case_signs.has_recent_case, false) as has_recent_case, -- R2: a case has ended within days (redalert.case_days)
  coalesce(
    trouble_signs.has_open_trouble
    or trouble_signs.has_recent_trouble,
    false
  ) as has_trouble, -- R4: a ticket is not solved, or there was trouble within days (redalert.trouble_days)
  coalesce(last_answers.is_low, false) as has_low_nps, -- R5: the last NPS answer within days (redalert.nps_days) was low
  coalesce(trouble_signs.has_open_bug, false) as has_open_bug -- R6: a bug is open
from
  marts.red_alerts as red
  left join case_signs on case_signs.alert_id = red.alert_id
  left join trouble_signs on trouble_signs.alert_id = red.alert_id
  left join last_answers on last_answers.alert_id = red.alert_id
