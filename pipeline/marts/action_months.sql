-- Customers at risk and how many of them ask to leave for the motive that an action aims at, or are lost, by unit and month: the
-- exposed units, and all others of their kind. Beside single customers stand all others of their brands.
-- Grain: trial_id, outcome, unit_value, month
with
  trials as (
    select
      trial_id,
      any_value(unit) as unit,
      any_value(motive) as motive
    from
      marts.action_units
    group by
      trial_id
  ),
  tried_customers as (
    select
      tried.trial_id,
      tried.unit_value,
      tried.brand,
      movements.month,
      sum(if (movements.kind = 'churn', 0, movements.customers))::bigint as customers,
      sum(if (movements.kind = 'churn', - movements.customers, 0))::bigint as lost_customers,
      count_if(
        told.customer_id is not null
        and movements.kind <> 'churn'
      ) as motive_customers
    from
      marts.action_customers as tried
      join trials on trials.trial_id = tried.trial_id
      join marts.movements on movements.customer_id = tried.customer_id
      and movements.view = 'economic'
      and movements.ledger = 'strict'
      and movements.kind in ('opening', 'new', 'reactivation', 'churn')
      left join marts.motive_months as told on told.customer_id = tried.customer_id
      and told.month = movements.month
      and told.motive = trials.motive
      and told.is_at_risk
    group by
      tried.trial_id,
      tried.unit_value,
      tried.brand,
      movements.month
  ),
  -- Of single customers, the brands that they belong to; the rest of each is the brand less those exposed.
  told_units as (
    select
      trials.trial_id,
      trials.unit = 'customer' as is_rest,
      if (trials.unit = 'customer', 'others', months.unit_value) as unit_value,
      months.month,
      months.customers,
      months.lost_customers,
      coalesce(told.customers, 0) as motive_customers
    from
      trials
      join marts.unit_months as months on months.unit = if (trials.unit = 'customer', 'brand', trials.unit)
      left join marts.unit_motives as told on told.unit = months.unit
      and told.unit_value = months.unit_value
      and told.month = months.month
      and told.motive = trials.motive
    where
      months.unit_value <> 'unknown'
      and (
        trials.unit <> 'customer'
        or (trials.trial_id, months.unit_value) in (
          select
            (trial_id, brand)
          from
            marts.action_customers
        )
      )
  ),
  parts as (
    from
      told_units
    union all
    by name
    select
      trial_id,
      unit_value,
      month,
      customers,
      lost_customers,
      motive_customers
    from
      tried_customers
    union all
    by name
    select
      trial_id,
      'others' as unit_value,
      month,
      - customers as customers,
      - lost_customers as lost_customers,
      - motive_customers as motive_customers
    from
      tried_customers
  ),
  outcomes as (
    select
      parts.trial_id,
      parts.unit_value,
      parts.month,
      parts.customers,
      unnest(['motive', 'churn']) as outcome,
      unnest([parts.motive_customers, parts.lost_customers]) as events
    from
      parts
  )
select
  trial_id, -- trial
  outcome, -- motive: asks to leave and mentions the motive aimed at; churn: is lost
  unit_value, -- unit; of single customers, their group, or others
  month, -- month
  sum(customers)::bigint as customers, -- customers at risk
  sum(events)::bigint as events -- of these, those with the outcome
from
  outcomes
group by
  trial_id,
  outcome,
  unit_value,
  month
