-- Exact inference for small counts, without tables: tails are sums of terms in logarithms, and a bound is where a tail
-- reaches its share, found by halving the range until a double cannot be halved.
-- Chance of `least` to `most` successes among `trials` when each succeeds with chance `p` (strictly between 0 and 1).
create macro binomial_between (least, most, trials, p) as (
  coalesce(
    list_sum(
      list_transform(
        range(least::bigint, most::bigint + 1),
        lambda hits: exp(
          lgamma(trials + 1) - lgamma(hits + 1) - lgamma(trials - hits + 1) + hits * ln(p) + (trials - hits) * ln(1 - p)
        )
      )
    ),
    0
  )
);

-- Counts further from the expected one than this add nothing that a double could hold.
create macro binomial_reach (trials, p) as (40 + 40 * ceil(sqrt(trials * p * (1 - p))));

-- Chance of `successes` or more: the tail that is away from the expected count is added up, so that a small one is exact.
create macro binomial_at_least (successes, trials, p) as (
  case
    when successes <= 0 then 1.0
    when successes > trials * p then binomial_between (successes, least(trials, successes + binomial_reach (trials, p)), trials, p)
    else 1 - binomial_between (greatest(0, successes - 1 - binomial_reach (trials, p)), successes - 1, trials, p)
  end
);

-- Chance of `successes` or fewer.
create macro binomial_at_most (successes, trials, p) as (
  case
    when successes >= trials then 1.0
    when successes >= trials * p then 1 - binomial_between (successes + 1, least(trials, successes + 1 + binomial_reach (trials, p)), trials, p)
    else binomial_between (greatest(0, successes - binomial_reach (trials, p)), successes, trials, p)
  end
);

-- Chance of `events` or more when `expected` (above 0) are expected: the complement is a sum of as many terms.
create macro poisson_at_least (events, expected) as (
  case
    when events <= 0 then 1.0
    else 1 - list_sum(
      list_transform(range(0, events::bigint), lambda hits: exp(hits * ln(expected) - expected - lgamma(hits + 1)))
    )
  end
);

-- How far a count lies from what is expected, either way: twice the smaller tail, at most 1. It agrees with the
-- central interval, which a p that adds up all less likely counts does not.
create macro exact_binomial_p (successes, trials, p) as (
  case
    when trials > 0
    and p > 0
    and p < 1 then least(1, 2 * least(binomial_at_least (successes, trials, p), binomial_at_most (successes, trials, p)))
  end
);

create macro exact_poisson_p (events, expected) as (
  if (
    expected > 0,
    least(1, 2 * least(poisson_at_least (events, expected), 1 - poisson_at_least (events + 1, expected))),
    null
  )
);

-- The p between 0 and 1 at which `successes` or more have the chance `tail`; 0 when there are none.
create macro binomial_bound (successes, trials, tail) as (
  case
    when successes <= 0 then 0.0
    when successes > trials then 1.0
    else list_extract(
      list_reduce(
        list_transform(range(0, 60), lambda turn: [0.0::double, 1.0::double]),
        lambda bounds,
        start: if (
          binomial_at_least (successes, trials, (bounds[1] + bounds[2]) / 2) < tail,
          [(bounds[1] + bounds[2]) / 2, bounds[2]],
          [bounds[1], (bounds[1] + bounds[2]) / 2]
        )
      ),
      2
    )
  end
);

-- Exact interval of a share (Clopper and Pearson 1934); `tail` is the chance beyond each bound, .025 for 95 %.
create macro exact_share_low (successes, trials, tail) as (if (trials > 0, binomial_bound (successes, trials, tail), null));

create macro exact_share_high (successes, trials, tail) as (if (trials > 0, binomial_bound (successes + 1, trials, 1 - tail), null));

-- The expectation at which `events` or more have the chance `tail`; 0 when there are none. Chernoff: it lies below
-- events + 10 + 10·√events for every tail that is used.
create macro poisson_bound (events, tail) as (
  case
    when events <= 0 then 0.0
    else list_extract(
      list_reduce(
        list_transform(range(0, 70), lambda turn: [0.0::double, events + 10 + 10 * sqrt(events)]),
        lambda bounds,
        start: if (
          poisson_at_least (events, (bounds[1] + bounds[2]) / 2) < tail,
          [(bounds[1] + bounds[2]) / 2, bounds[2]],
          [bounds[1], (bounds[1] + bounds[2]) / 2]
        )
      ),
      2
    )
  end
);

-- Exact interval of an expected count (Garwood 1936).
create macro exact_poisson_low (events, tail) as (poisson_bound (events, tail));

create macro exact_poisson_high (events, tail) as (poisson_bound (events + 1, 1 - tail));
