-- Customers at risk on the days on which alerts came, by what they are compared within, and how many of them asked to leave
-- within the horizon: what alerts are set beside. Counted from the changes of each stratum, so that customers are never paired
-- with alerts.
-- Grain: alert_date, brand, value_band, tenure_band
with
  changes as (
    select
      brand,
      value_band,
      tenure_band,
      from_date as date,
      1 as customers,
      0 as requests
    from
      marts.risk_spells
    where
      is_at_risk
    union all
    select
      brand,
      value_band,
      tenure_band,
      until_date as date,
      -1 as customers,
      0 as requests
    from
      marts.risk_spells
    where
      is_at_risk
      and until_date is not null
    union all
    select
      brand,
      value_band,
      tenure_band,
      from_date as date,
      0 as customers,
      1 as requests
    from
      marts.risk_requests
    union all
    select
      brand,
      value_band,
      tenure_band,
      until_date as date,
      0 as customers,
      -1 as requests
    from
      marts.risk_requests
  ),
  days as (
    select
      brand,
      value_band,
      tenure_band,
      date,
      sum(customers) as customers,
      sum(requests) as requests
    from
      changes
    group by
      brand,
      value_band,
      tenure_band,
      date
  ),
  sizes as (
    select
      brand,
      value_band,
      tenure_band,
      date,
      sum(customers) over so_far as customers,
      sum(requests) over so_far as requests
    from
      days
    window
      so_far as (
        partition by
          brand,
          value_band,
          tenure_band
        order by
          date rows unbounded preceding
      )
  ),
  wanted as (
    select distinct
      outcomes.alert_date,
      strata.brand,
      strata.value_band,
      strata.tenure_band
    from
      marts.alert_outcomes as outcomes
      cross join (
        select distinct
          brand,
          value_band,
          tenure_band
        from
          days
      ) as strata
    where
      outcomes.is_counted
  )
select
  wanted.alert_date, -- day on which an alert came
  wanted.brand, -- brand
  wanted.value_band, -- band of the parc
  wanted.tenure_band, -- band of the days since engagement
  sizes.customers::bigint as customers, -- customers at risk
  sizes.requests::bigint as requests -- of these, those who asked to leave within the horizon
from
  wanted
  asof join sizes on sizes.brand = wanted.brand
  and sizes.value_band = wanted.value_band
  and sizes.tenure_band = wanted.tenure_band
  and sizes.date <= wanted.alert_date
where
  sizes.customers > 0
