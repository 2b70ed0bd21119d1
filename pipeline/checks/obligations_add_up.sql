-- The classes of duties part them: those of a rule are the same over all months, over each month, over brands and over
-- channels, and every duty is in the rates.
-- Grain: problem, rule
with
  wholes as (
    select
      rule,
      count(*) as obligations
    from
      marts.obligations
    group by
      rule
  ),
  parts as (
    select
      rule,
      period = 'all' as is_whole_time,
      cut,
      sum(obligations) as obligations,
      sum(met + late + missing + early_breaches + pending + not_computable) as classes
    from
      marts.obligation_rates
    group by
      rule,
      period = 'all',
      cut
  ),
  problems as (
    select
      'parts that are not the whole' as problem,
      wholes.rule
    from
      wholes
      left join parts on parts.rule = wholes.rule
    group by
      wholes.rule,
      wholes.obligations
    having
      count(parts.cut) <> 6
      or bool_or(parts.obligations <> wholes.obligations)
      or bool_or(parts.classes <> wholes.obligations)
    union all
    select distinct
      'rates outside their intervals' as problem,
      rule
    from
      marts.obligation_rates
    where
      met_rate not between met_low and met_high
      or (met_rate is null) <> (judged = 0)
  )
select
  problem, -- what is wrong
  rule -- rule
from
  problems
