-- Share of cases lost, by the month in which they were opened. Only months count of which every case has had its time.
-- Grain: month
with
  counts as (
    select
      cuts.month,
      count(*) as cases,
      count_if(
        outcomes.is_timely
        and outcomes.outcome in ('lost', 'ghost')
      ) as lost_cases
    from
      marts.case_outcomes as outcomes
      join marts.case_cuts as cuts on cuts.case_id = outcomes.case_id
      join marts.reporting_months as months on months.month = cuts.month
      cross join meta.run as runs
    where
      outcomes.is_mature
      and last_of_month (cuts.month) + parameter ('save.horizon_days')::integer <= runs.as_of
    group by
      cuts.month
  )
select
  month, -- month in which the cases were opened
  if (cases >= parameter ('cell.hidden_below'), cases::bigint, null) as cases, -- cases that have had their time; null when they are too few to be shown
  if (cases >= parameter ('cell.hidden_below'), lost_cases::bigint, null) as lost_cases, -- of these, lost or given up in time
  if (
    cases >= parameter ('cell.hidden_below'),
    wilson_low (lost_cases, cases, parameter ('wilson.z')),
    null
  ) as low, -- lower bound of the share lost (0-1)
  if (
    cases >= parameter ('cell.hidden_below'),
    wilson_high (lost_cases, cases, parameter ('wilson.z')),
    null
  ) as high -- upper bound of the share lost (0-1)
from
  counts
order by
  month
