-- How many rebookings would pay for the one who makes them, under every attribution rule and premium plan.
-- Grain: rule, plan
with
  -- Of a plan that changed, the terms of its last days are told.
  latest_plans as (
    select
      *
    from
      marts.premium_plans
    where
      issue is null
    qualify
      row_number() over (
        partition by
          plan
        order by
          valid_from desc
      ) = 1
  )
select
  pay.rule, -- attribution rule
  pay.plan, -- premium plan
  any_value(plans.is_current) as is_current_plan, -- whether it is the plan in use
  any_value(plans.ca_rate_bp) / 10000 as ca_rate, -- paid on CA (0 to 1)
  any_value(plans.parc_rate_bp) / 10000 as parc_rate, -- paid on parc (0 to 1)
  any_value(plans.clawback_days) as clawback_days, -- days within which a cut takes the premium back; null for never
  any_value(plans.cap_kept_bp) / 10000 as cap_rate, -- most that is paid of what is kept within the cancelled term (0 to 1); null for no cap
  count(*) as rebookings, -- rebookings replayed
  count(*) filter(
    where
      pay.pays
  ) as paying_rebookings, -- that pay for the seller of the new order
  count(*) filter(
    where
      pay.pays
      and pay.is_company_worse
  ) as worse_rebookings -- of them, by which the company lost CA and an MO- would surely have kept more
from
  marts.rebooker_pay as pay
  join latest_plans as plans on plans.plan = pay.plan
group by
  pay.rule,
  pay.plan
order by
  pay.rule,
  pay.plan
