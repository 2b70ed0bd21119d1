-- Why the share of cases lost changed, by what they are cut by, with what the last settled months are held against. Segments of
-- fewer cases than may be shown in one of the periods are added up.
-- Grain: comparison, cut, segment
with
  sized as (
    select
      *,
      least(cases_before, cases_after) as least_cases,
      sum(least(cases_before, cases_after)) over (
        partition by
          comparison,
          cut
        order by
          least(cases_before, cases_after),
          segment rows between unbounded preceding
          and 1 preceding
      ) as cases_below
    from
      marts.loss_changes
  ),
  -- The next one goes with those below the limit while these are too few together.
  named as (
    select
      segment as place,
      * replace(
        if (
          least_cases < parameter ('cell.hidden_below')
          or coalesce(cases_below < parameter ('cell.hidden_below'), false),
          'few',
          segment
        ) as segment
      )
    from
      sized
  ),
  periods as (
    select
      comparison,
      min(first_month) filter(
        where
          period = 'before'
      ) as before_first_month,
      min(last_month) filter(
        where
          period = 'before'
      ) as before_last_month,
      min(first_month) filter(
        where
          period = 'after'
      ) as after_first_month,
      min(last_month) filter(
        where
          period = 'after'
      ) as after_last_month
    from
      marts.comparison_periods
    group by
      comparison
  )
select
  named.comparison, -- previous or year_before
  named.cut, -- motive, channel, brand or family
  named.segment, -- its value; few for all those with too few cases
  any_value(periods.before_first_month) as before_first_month, -- first month of the period before
  any_value(periods.before_last_month) as before_last_month, -- last month of it
  any_value(periods.after_first_month) as after_first_month, -- first month of the last period
  any_value(periods.after_last_month) as after_last_month, -- last month of it
  sum(named.cases_before)::bigint as cases_before, -- cases before
  sum(named.cases_after)::bigint as cases_after, -- cases after
  sum(named.lost_before)::bigint as lost_before, -- of these, lost or given up in time
  sum(named.lost_after)::bigint as lost_after, -- of these, lost or given up in time
  sum(named.lost_before_cents)::bigint as lost_before_cents, -- amount at risk in the lost ones (cents)
  sum(named.lost_after_cents)::bigint as lost_after_cents, -- amount at risk in the lost ones (cents)
  list_sum(
    list(
      named.mix
      order by
        named.place
    )
  ) as mix, -- part of the change in the share lost that the mix makes
  list_sum(
    list(
      named.rate
      order by
        named.place
    )
  ) as rate, -- part that the shares lost make
  list_sum(
    list(
      named.mix_amount
      order by
        named.place
    )
  ) as mix_amount, -- part of the change in the amount lost a case that the mix makes (cents a case)
  list_sum(
    list(
      named.rate_amount
      order by
        named.place
    )
  ) as rate_amount, -- part that the shares lost make
  list_sum(
    list(
      named.value_amount
      order by
        named.place
    )
  ) as value_amount -- part that the amounts of lost cases make
from
  named
  join periods on periods.comparison = named.comparison
group by
  named.comparison,
  named.cut,
  named.segment
order by
  named.comparison,
  named.cut,
  named.segment
