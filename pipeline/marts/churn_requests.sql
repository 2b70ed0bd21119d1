-- Requests to leave: a case that asks for it, a letter, or a churn risk from the day on which a letter came. Those of one
-- customer that each come within days of the one before are one request, which begins with the first.
-- Grain: customer_id, request_date
with
  told as (
    select
      customer_id,
      if (
        kind = 'churn_request',
        least(local_date (opened_at), if (letter_received, fiscal_churn_received_on, null)),
        fiscal_churn_received_on
      ) as date,
      case_id
    from
      staging.cases
    where
      status not in ('duplicate', 'error')
      and (
        kind = 'churn_request'
        or kind = 'potential_churn'
        and letter_received
        and fiscal_churn_received_on is not null
      )
    union all
    select
      customer_id,
      received_date as date,
      null::varchar as case_id
    from
      staging.letters
  ),
  marked as (
    select
      *,
      coalesce(date - lag (date) over customer > parameter ('episode.days'), true) as is_first
    from
      told
    window
      customer as (
        partition by
          customer_id
        order by
          date,
          case_id
      )
  ),
  numbered as (
    select
      *,
      count_if(is_first) over (
        partition by
          customer_id
        order by
          date,
          case_id rows unbounded preceding
      ) as request
    from
      marked
  )
select
  customer_id, -- customer
  min(date) as request_date, -- day on which the customer first asked
  arg_min(case_id, (date, case_id)) as case_id -- first case about it; null when there is only a letter
from
  numbered
where
  customer_id is not null
group by
  customer_id,
  request
