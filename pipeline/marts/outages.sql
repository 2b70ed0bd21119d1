-- Incidents that were an outage: which severities are one is a rule (data/lookups/incident_severities.csv).
-- Grain: application_key, started_at
with
  severities as (
    select
      severity,
      arg_max(is_outage, valid_from) as is_outage
    from
      lookups.incident_severities
    where
      has_come (valid_from)
    group by
      severity
  )
select
  label_key (incidents.application) as application_key, -- application, as names are compared
  incidents.started_at, -- when it began
  incidents.application, -- application, as the system calls it
  local_date (incidents.started_at) as first_date, -- first day
  local_date (coalesce(incidents.ended_at, runs.as_of_end_at - interval 1 second)) as last_date, -- last day; the as-of day while it lasts
  incidents.ended_at is null as is_open -- whether it lasts
from
  staging.incidents
  cross join meta.run as runs
  join severities on severities.severity = incidents.severity
where
  severities.is_outage
