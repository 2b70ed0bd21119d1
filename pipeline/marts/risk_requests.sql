-- Requests to leave with the days before them on which the customer was at risk: an alert on such a day, within the horizon
-- before the request (alert.horizon_days), announces it. Days before an earlier request announce that one.
-- Grain: customer_id, request_date, from_date
with
  requests as (
    select
      customer_id,
      request_date,
      greatest(
        request_date - parameter ('alert.horizon_days')::integer,
        lag (request_date) over (
          partition by
            customer_id
          order by
            request_date
        )
      ) as first_date
    from
      marts.churn_requests
  )
select
  requests.customer_id, -- customer
  requests.request_date, -- day of the request
  greatest(requests.first_date, spells.from_date) as from_date, -- first day of the spell on which an alert would announce it
  least(requests.request_date, spells.until_date) as until_date, -- first day on which it no longer would
  spells.brand, -- brand
  spells.value_band, -- band of the parc
  spells.tenure_band -- band of the days since engagement
from
  requests
  join marts.risk_spells as spells on spells.customer_id = requests.customer_id
  and spells.is_at_risk
  and spells.from_date < requests.request_date
  and coalesce(spells.until_date > requests.first_date, true)
