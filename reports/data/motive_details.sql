-- What cases name beside their motive, over the last twelve complete months: competitors, missing features, and for how long
-- the customer had been engaged. Values of fewer cases than may be shown are added up, with the next one while they are too
-- few together.
-- Grain: cut, value
with
  counts as (
    select
      cut,
      value,
      sum(cases) as cases,
      sum(at_risk_ca_cents) as at_risk_ca_cents,
      sum(lost_ca_cents) as lost_ca_cents
    from
      marts.reason_cuts
    where
      counting = 'primary'
      and cut <> 'seller'
      and month in (
        select
          month
        from
          marts.reporting_months
        order by
          month desc
        limit
          12
      )
    group by
      cut,
      value
  ),
  sized as (
    select
      *,
      sum(cases) over (
        partition by
          cut
        order by
          cases,
          value rows between unbounded preceding
          and 1 preceding
      ) as cases_below
    from
      counts
  ),
  named as (
    select
      * replace(
        if (
          cases < parameter ('cell.hidden_below')
          or coalesce(cases_below < parameter ('cell.hidden_below'), false),
          'few',
          value
        ) as value
      )
    from
      sized
  )
select
  cut, -- competitor, missing_feature or tenure_band
  value, -- its value; none where nobody names one, few for those that are put together
  sum(cases)::bigint as cases, -- cases
  sum(at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk (cents)
  sum(lost_ca_cents)::bigint as lost_ca_cents -- of it, lost (cents)
from
  named
group by
  cut,
  value
order by
  cut,
  value
