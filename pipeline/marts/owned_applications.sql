-- Applications that customers own, each with a bit of its own, so that a set of them is a number.
-- Grain: application_key
select
  label_key (application) as application_key, -- application, as it is compared
  min(application) as application, -- application
  1::bigint << (
    row_number() over (
      order by
        label_key (application)
    ) - 1
  )::integer as bit -- its bit
from
  lookups.applications
where
  has_come (valid_from)
group by
  label_key (application)
