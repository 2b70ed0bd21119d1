-- How much more often customers ask to leave so many days after an outage of an application that they own than on other
-- days: rate ratio over weekday types (Mantel and Haenszel). An association: on days of outages other things happen too.
-- Grain: lag_days
with
  strata as (
    select
      lag_days,
      list(
        exposed_cases
        order by
          weekday_type
      ) as exposed_cases,
      list(
        exposed_days
        order by
          weekday_type
      ) as exposed_days,
      list(
        other_cases
        order by
          weekday_type
      ) as other_cases,
      list(
        other_days
        order by
          weekday_type
      ) as other_days
    from
      marts.incident_exposure
    group by
      lag_days
  ),
  ratios as (
    select
      *,
      parameter ('wilson.z') as z,
      mantel_haenszel_ratio (exposed_cases, exposed_days, other_cases, other_days) as ratio,
      list_sum(exposed_cases) < parameter ('cell.hidden_below') as is_hidden
    from
      strata
  ),
  tests as (
    select
      *,
      if (
        is_hidden,
        null,
        normal_p (
          ln(nullif(ratio, 0)) / sqrt(mantel_haenszel_variance (exposed_cases, exposed_days, other_cases, other_days))
        )
      ) as p_value
    from
      ratios
  )
select
  lag_days, -- days between the outage and the request
  list_sum(exposed_cases)::bigint as exposed_cases, -- cases opened so many days after an outage
  list_sum(exposed_days)::bigint as exposed_days, -- customer-days so many days after an outage
  list_sum(other_cases)::bigint as other_cases, -- cases opened on other days
  list_sum(other_days)::bigint as other_days, -- other customer-days
  ratio, -- rate on the first to rate on the others
  mantel_haenszel_low (exposed_cases, exposed_days, other_cases, other_days, z) as low, -- lower bound of its interval
  mantel_haenszel_high (exposed_cases, exposed_days, other_cases, other_days, z) as high, -- upper bound of its interval
  benjamini_hochberg (p_value, list(p_value) over ()) as adjusted_p_value, -- chance of a ratio so far from 1, adjusted for all lags that were declared
  is_hidden -- too few cases for it to mean anything
from
  tests
