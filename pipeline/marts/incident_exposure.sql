-- Requests to leave against outages: customer-days on which an application that the customer owns was down so many days
-- before, and all other days of customers who own one, with the cases opened on them. Which lags are looked at is declared
-- beforehand (data/lookups/incident_lags.csv). It shows what goes together, not what causes what.
-- Grain: lag_days, weekday_type
with
  -- Customers by the set that they own: as few rows as there are sets and days on which they change.
  set_changes as (
    select
      application_bits,
      date,
      sum(customers) as customers
    from
      (
        select
          application_bits,
          from_date as date,
          1 as customers
        from
          marts.application_owners
        union all
        select
          application_bits,
          until_date as date,
          -1 as customers
        from
          marts.application_owners
        where
          until_date is not null
      ) as changes
    where
      application_bits > 0
    group by
      application_bits,
      date
  ),
  set_sizes as (
    select
      application_bits,
      date as from_date,
      lead (date) over sets as until_date,
      sum(customers) over sets as customers
    from
      set_changes
    window
      sets as (
        partition by
          application_bits
        order by
          date rows unbounded preceding
      )
  ),
  lags as (
    select
      lags.lag_days,
      days.date + lags.lag_days::integer as date,
      days.outage_bits
    from
      lookups.incident_lags as lags
      cross join marts.outage_days as days
      cross join meta.run as runs
    where
      has_come (lags.declared_on)
      and days.date + lags.lag_days::integer <= runs.as_of
  ),
  exposures as (
    select
      lags.lag_days,
      lags.date,
      sum(if (sizes.application_bits & lags.outage_bits > 0, sizes.customers, 0)) as exposed_days,
      sum(if (sizes.application_bits & lags.outage_bits > 0, 0, sizes.customers)) as other_days
    from
      lags
      join set_sizes as sizes on sizes.from_date <= lags.date
      and coalesce(sizes.until_date > lags.date, true)
    group by
      lags.lag_days,
      lags.date
  ),
  requests as (
    select
      lags.lag_days,
      lags.date,
      count_if(owners.application_bits & lags.outage_bits > 0) as exposed_cases,
      count_if(owners.application_bits & lags.outage_bits = 0) as other_cases
    from
      marts.case_outcomes as outcomes
      asof join marts.application_owners as owners on owners.customer_id = outcomes.customer_id
      and owners.from_date <= outcomes.opened_date
      join lags on lags.date = outcomes.opened_date
    where
      owners.application_bits > 0
    group by
      lags.lag_days,
      lags.date
  )
select
  exposures.lag_days, -- days between the outage and the request
  weekday_type (exposures.date) as weekday_type, -- monday, midweek or weekend, of the request
  coalesce(sum(requests.exposed_cases), 0)::bigint as exposed_cases, -- cases opened so many days after an outage
  sum(exposures.exposed_days)::bigint as exposed_days, -- customer-days so many days after an outage
  coalesce(sum(requests.other_cases), 0)::bigint as other_cases, -- cases opened on other days
  sum(exposures.other_days)::bigint as other_days -- other customer-days
from
  exposures
  left join requests on requests.lag_days = exposures.lag_days
  and requests.date = exposures.date
group by
  exposures.lag_days,
  weekday_type (exposures.date)
