-- Share of cases lost, by the month in which they were opened, of months that have enough cases.
-- Grain: month
with
  counts as (
    select
      month,
      sum(mature_cases) as cases,
      sum(lost_cases) as lost_cases
    from
      cells.case_cells
    where
      month is not null
    group by
      month
    having
      sum(cases) = sum(mature_cases)
  )
select
  month, -- month in which the cases were opened
  cases::bigint as cases, -- cases that have had their time and are told with their month
  lost_cases::bigint as lost_cases, -- of these, lost or given up in time
  wilson_low (lost_cases, cases, parameter ('wilson.z')) as low, -- lower bound of the share lost (0-1)
  wilson_high (lost_cases, cases, parameter ('wilson.z')) as high -- upper bound of the share lost (0-1)
from
  counts
order by
  month
