-- The share of cases that are kept within the days that a case is given, by every case, with its standard error (delta
-- method, as Marubini and Valsecchi 1995). Null where nobody was followed so long and some were still open: what would
-- come of them is not known.
-- Grain: channel, period, cut, cut_value
with
  followed as (
    select
      channel,
      period,
      cut,
      cut_value,
      max(days) as last_days,
      arg_max(open_share, days) as last_open_share
    from
      marts.case_incidences
    group by all
  ),
  steps as (
    select
      *,
      if (at_risk_cases > ended_cases, ended_cases / (at_risk_cases * (at_risk_cases - ended_cases)), 0) as hazard,
      open_share_before * kept_cases / (at_risk_cases * at_risk_cases) as joint,
      last_value (kept_share) over (
        partition by
          channel,
          period,
          cut,
          cut_value
        order by
          days rows between unbounded preceding
          and unbounded following
      ) as kept_share_at_end
    from
      marts.case_incidences
    where
      days <= parameter ('save.horizon_days')
  ),
  variances as (
    select
      channel,
      period,
      cut,
      cut_value,
      any_value(kept_share_at_end) as kept_share,
      list_sum(
        list(
          pow(kept_share_at_end - kept_share, 2) * hazard + pow(open_share_before, 2) * kept_cases * (at_risk_cases - kept_cases) / pow(at_risk_cases, 3) - 2 * (kept_share_at_end - kept_share) * joint
          order by
            days
        )
      ) as variance
    from
      steps
    group by all
  )
select
  followed.channel, -- channel of the owner, or all
  followed.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  followed.cut, -- what cases are cut by: all, brand, family, value_band or is_delegated
  followed.cut_value, -- which part of the cut
  followed.last_days, -- days for which the longest case was followed
  case
    when followed.last_days >= parameter ('save.horizon_days')
    or followed.last_open_share = 0 then least(1, coalesce(variances.kept_share, 0))
  end as kept_share, -- share kept in time, 0 to 1; held there, since the sum of its steps can round to more
  case
    when followed.last_days >= parameter ('save.horizon_days')
    or followed.last_open_share = 0 then sqrt(greatest(coalesce(variances.variance, 0), 0))
  end as kept_se -- its standard error
from
  followed
  left join variances using (channel, period, cut, cut_value)
