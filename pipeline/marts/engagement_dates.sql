-- Since when each customer is engaged: the day of service of its first signed contract, else the start of its first
-- onboarding, else its first payment. Which of them goes before the others is a rule that people keep
-- (data/lookups/engagement_sources.csv).
-- Grain: customer_id
with
  contract_dates as (
    select
      customer_id,
      'contract' as source,
      min(service_start_date) as date
    from
      staging.contracts
    where
      status = 'signed'
    group by
      customer_id
  ),
  onboarding_dates as (
    select
      customer_id,
      'onboarding' as source,
      min(onboarding_start_date) as date
    from
      staging.onboardings
    group by
      customer_id
  ),
  payment_dates as (
    select
      customer_id,
      'first_payment' as source,
      min(charged_date) as date
    from
      staging.payments
    where
      status = 'collected'
    group by
      customer_id
  ),
  known_dates as (
    from
      contract_dates
    union all
    from
      onboarding_dates
    union all
    from
      payment_dates
  ),
  priorities as (
    select
      source,
      arg_max(priority, valid_from) as priority
    from
      lookups.engagement_sources
    where
      has_come (valid_from)
    group by
      source
  ),
  ranked_dates as (
    select
      known_dates.customer_id,
      known_dates.source,
      known_dates.date,
      priorities.priority
    from
      known_dates
      join priorities on priorities.source = known_dates.source
    where
      known_dates.date is not null
  )
select
  customers.customer_id, -- customer
  arg_min(dates.date, dates.priority) as engagement_date, -- day since which it is engaged; null when nothing tells it
  arg_min(dates.source, dates.priority) as engagement_source, -- what tells it: contract, onboarding or first_payment
  any_value(dates.date) filter(dates.source = 'contract') as contract_service_date, -- day of service of its first signed contract
  any_value(dates.date) filter(dates.source = 'onboarding') as onboarding_start_date, -- first day of its first onboarding
  any_value(dates.date) filter(dates.source = 'first_payment') as first_payment_date -- day of its first payment collected
from
  staging.customers
  left join ranked_dates as dates on dates.customer_id = customers.customer_id
group by
  customers.customer_id
