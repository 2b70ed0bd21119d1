-- Losses before the service began: the case of a customer who answered nobody while being onboarded, and the churn request
-- that is to follow it; and churn requests with the origin of such a loss that follow no such case. A request follows the
-- last such case of its customer that ended on its day or before; the first one after a case is the one that is due.
-- Grain: prechurn_id
with
  ended_onboardings as (
    select
      *
    from
      marts.handled_cases
    where
      kind <> 'churn_request'
      and outcome = 'prechurn_lost'
  ),
  followed as (
    select
      silent.case_id as silent_case_id,
      requests.case_id as request_case_id
    from
      ended_onboardings as silent
      left join marts.handled_cases as requests on requests.customer_id = silent.customer_id
      and requests.kind = 'churn_request'
      and requests.opened_date >= silent.closed_date
    qualify
      row_number() over (
        partition by
          silent.case_id
        order by
          requests.opened_at,
          requests.case_id
      ) = 1
  ),
  -- Two cases cannot be followed by one request: the later one is.
  followed_once as (
    select
      followed.silent_case_id,
      if (
        row_number() over (
          partition by
            followed.request_case_id
          order by
            silent.closed_at desc,
            followed.silent_case_id
        ) = 1,
        followed.request_case_id,
        null
      ) as request_case_id
    from
      followed
      join ended_onboardings as silent on silent.case_id = followed.silent_case_id
  ),
  requests_alone as (
    select
      requests.case_id
    from
      marts.handled_cases as requests
      anti join followed_once on followed_once.request_case_id = requests.case_id
    where
      requests.kind = 'churn_request'
      and requests.case_origin = 'sales_process'
  ),
  pairs as (
    select
      silent_case_id,
      request_case_id
    from
      followed_once
    union all
    select
      null as silent_case_id,
      case_id as request_case_id
    from
      requests_alone
  ),
  told_cases as (
    select distinct
      case_id
    from
      staging.case_events
    where
      field <> 'stage'
  )
select
  coalesce(pairs.silent_case_id, pairs.request_case_id) as prechurn_id, -- the silent case, else the request
  pairs.silent_case_id, -- case that was ended as not to be recovered; null when there is none
  pairs.request_case_id, -- churn request that follows it; null while there is none
  told_cases.case_id is not null as has_history -- whether a history of the request is delivered
from
  pairs
  left join told_cases on told_cases.case_id = pairs.request_case_id
