-- Premium plans to be tried out (data/lookups/premium_plans.csv): what they pay on a credit, take back on a reversal, and
-- when they do not. A row that cannot be used says why, and a run with such a row is refused.
-- Grain: source_line
with
  plans as (
    select
      *,
      coalesce(valid_to, date '9999-12-31') as end_date
    from
      lookups.premium_plans
  ),
  clashes as (
    select
      plans.source_line,
      min(others.source_line) as other_line
    from
      plans
      join plans as others on others.plan = plans.plan
      and others.source_line < plans.source_line
      and others.valid_from < plans.end_date
      and plans.valid_from < others.end_date
    group by
      plans.source_line
  )
select
  plans.source_line, -- line of the file
  plans.plan, -- plan
  plans.valid_from, -- first day of cancellation for which it holds
  plans.end_date, -- first day for which it no longer does
  coalesce(plans.is_current, false) as is_current, -- whether it is the one in use
  coalesce(plans.ca_rate_bp, 0) as ca_rate_bp, -- paid on CA (hundredths of a percent)
  coalesce(plans.parc_rate_bp, 0) as parc_rate_bp, -- paid on parc (hundredths of a percent)
  plans.clawback_days, -- days from the signature within which a cut takes the premium back; null for never
  plans.cap_kept_bp, -- most that is paid of what the new order keeps within the cancelled term (hundredths of a percent); null for no cap
  case
    when plans.plan is null
    or plans.valid_from is null then 'incomplete: plan and valid_from are needed'
    when plans.end_date <= plans.valid_from then 'ends before it begins: valid_to is the first day for which it no longer holds'
    when least(plans.ca_rate_bp, plans.parc_rate_bp, plans.clawback_days, plans.cap_kept_bp) < 0 then 'below zero: rates, days and caps are 0 or more'
    when coalesce(plans.ca_rate_bp, 0) + coalesce(plans.parc_rate_bp, 0) = 0 then 'pays nothing: write ca_rate_bp or parc_rate_bp'
    when clashes.other_line is not null then 'same plan as line ' || clashes.other_line || ' on the same days: end one of them (valid_to), or call it otherwise'
  end as issue -- why it cannot be used, and the way out; null when it can
from
  plans
  left join clashes on clashes.source_line = plans.source_line
