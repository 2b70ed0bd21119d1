-- How probable it is that exactly so many of the trials succeed, by the logarithms of factorials.
create macro binomial_mass (target, trials, successes) as (
  exp(
    lgamma(trials + 1) - lgamma(successes + 1) - lgamma(trials - successes + 1) + successes * ln(target) + (trials - successes) * ln(1 - target)
  )
);

-- The fewest successes that are reached with at least the given probability: how many, how probably so many or fewer, and
-- how probably exactly so many.
create macro binomial_step (target, trials, probability) as (
  list_reduce(
    list_transform(
      range(0, trials + 1),
      lambda successes: {
        successes: successes,
        reached: binomial_mass (target, trials, successes),
        mass: binomial_mass (target, trials, successes)
      }
    ),
    lambda before,
    next: if (
      before.reached >= probability,
      before,
      {successes: next.successes, reached: before.reached + next.mass, mass: next.mass}
    )
  )
);

-- A number of successes between whole ones.
create macro interpolated (step, probability) as (step.successes - (step.reached - probability) / step.mass);

-- The share of successes below which a unit of some trials lies with a given probability when its rate is the target
-- (Spiegelhalter 2005): exact binomial, interpolated between whole successes so that limits move smoothly with size.
create macro exact_limit (target, trials, probability) as (
  case
    when target <= 0 then 0
    when target >= 1 then 1
    else greatest(0, interpolated (binomial_step (target, trials, probability), probability) / trials)
  end
);

-- The same by the normal distribution, whose spread is that of chance and of what differs between units beyond it
-- (`excess`, a variance; 0 for chance alone).
create macro normal_limit (target, trials, excess, z) as (greatest(0, least(1, target + z * sqrt(target * (1 - target) / trials + excess))));

-- The limit that is drawn: exact over few cases, normal over many.
create macro funnel_limit (target, trials, probability) as (
  if (
    trials < parameter ('funnel.exact_below'),
    exact_limit (target, trials, probability),
    normal_limit (target, trials, 0, normal_quantile (probability))
  )
);

-- Where a rate lies: within its limits, or beyond those of an alert or of an alarm.
create macro funnel_signal (rate, alert_low, alert_high, alarm_low, alarm_high) as (
  case
    when rate < alarm_low then 'alarm_below'
    when rate > alarm_high then 'alarm_above'
    when rate < alert_low then 'alert_below'
    when rate > alert_high then 'alert_above'
    else 'within'
  end
);
