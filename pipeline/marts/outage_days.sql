-- Days on which applications were down, as far as incidents are told of: from the first incident known to the as-of day.
-- Which severities are an outage is a rule (data/lookups/incident_severities.csv). Days without an outage are there too.
-- Grain: date
with
  days as (
    select
      unnest(
        generate_series(
          (
            select
              min(local_date (started_at))
            from
              staging.incidents
          ),
          as_of,
          interval 1 day
        )
      )::date as date
    from
      meta.run
  ),
  outages as (
    select distinct
      unnest(generate_series(first_date, last_date, interval 1 day))::date as date,
      application_key
    from
      marts.outages
  )
select
  days.date, -- day
  weekday_type (days.date) as weekday_type, -- monday, midweek or weekend
  coalesce(bit_or(applications.bit), 0)::bigint as outage_bits, -- applications that customers own and that were down, a bit each
  count(outages.application_key) as outages, -- applications that were down
  count(outages.application_key) - count(applications.bit) as unowned_outages -- of these, such that no customer is known to own
from
  days
  left join outages on outages.date = days.date
  left join marts.owned_applications as applications on applications.application_key = outages.application_key
group by
  days.date
