-- Every eligible case counts under exactly one motive, and so does its amount at risk.
-- Grain: measure
with
  totals as (
    select
      'cases' as measure,
      (
        select
          count(*)
        from
          marts.case_outcomes
      ) as of_cases,
      (
        select
          coalesce(sum(cases), 0)
        from
          marts.reason_counts
      ) as of_motives
    union all
    select
      'amount at risk' as measure,
      (
        select
          coalesce(sum(at_risk_ca_cents), 0)
        from
          marts.case_outcomes
      ) as of_cases,
      (
        select
          coalesce(sum(at_risk_ca_cents), 0)
        from
          marts.reason_counts
      ) as of_motives
  )
select
  measure, -- what is counted
  of_cases, -- over cases
  of_motives -- over motives
from
  totals
where
  of_cases <> of_motives
