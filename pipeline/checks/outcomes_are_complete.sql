-- Every eligible case has one outcome and one channel, and what is kept of it is never more than was at risk.
-- Grain: problem
with
  problems as (
    select
      'cases missing from the channels' as problem,
      (
        select
          count(*)
        from
          marts.case_outcomes
      ) - (
        select
          coalesce(sum(cases), 0)
        from
          marts.save_rates
        where
          period = 'all'
          and cut = 'all'
          and channel <> 'all'
      ) as cases
    union all
    select
      'outcomes that have no name' as problem,
      count(*) as cases
    from
      marts.case_outcomes
    where
      outcome not in ('saved', 'saved_partial', 'lost', 'ghost', 'open', 'unknown')
    union all
    select
      'more kept than at risk' as problem,
      count(*) as cases
    from
      marts.case_outcomes
    where
      kept_ca_cents not between 0 and at_risk_ca_cents
      or kept_parc_cents not between 0 and at_risk_parc_cents
    union all
    select
      'more settled than mature' as problem,
      count(*) as cases
    from
      marts.save_rates
    where
      saved_cases + saved_partial_cases + lost_cases + ghost_cases > mature_cases
      or kept_cases <> saved_cases + saved_partial_cases
  )
select
  problem, -- what is wrong
  cases -- in how many cases, or channels
from
  problems
where
  cases <> 0
