-- Whether something lasted some days: no when it ended by then, yes when it was followed so long; else nobody knows.
create macro lasts (followed_days, has_ended, days) as (
  case
    when has_ended
    and followed_days <= days then false
    when followed_days >= days then true
  end
);

-- Bounds of a survival curve where it stands at `survival`, by the log-log transformation, which keeps them within 0 and 1.
-- `hazards` is Greenwood's sum of ends / (at risk · (at risk - ends)); null where the curve is 1 or 0 and nothing bounds it.
create macro survival_low (survival, hazards, z) as (
  if (
    survival > 0
    and survival < 1,
    pow(survival, exp(z * sqrt(hazards) / abs(ln(survival)))),
    null
  )
);

create macro survival_high (survival, hazards, z) as (
  if (
    survival > 0
    and survival < 1,
    pow(survival, exp(- z * sqrt(hazards) / abs(ln(survival)))),
    null
  )
);

-- The standard error of the product of two independent estimates (delta method).
create macro product_se (one, one_se, other, other_se) as (sqrt(pow(other * one_se, 2) + pow(one * coalesce(other_se, 0), 2)));
