-- Bounds of what a count of events stands for (Byar's approximation, Breslow and Day 1987).
create macro byar_low (events, z) as (if (events > 0, events * pow(1 - 1 / (9 * events) - z / (3 * sqrt(events)), 3), 0));

create macro byar_high (events, z) as ((events + 1) * pow(1 - 1 / (9 * (events + 1)) + z / (3 * sqrt(events + 1)), 3));

-- The exact bounds, beyond which lies a given share of the Poisson distribution: an interval that holds them is halved
-- until its ends are one number.
create macro poisson_low (events, outside) as (
  if (
    events > 0,
    list_reduce(
      list_transform(range(0, 60), lambda step: {low: 0::double, high: events::double}),
      lambda bounds,
      step: if (
        1 - chi_square_tail (bounds.low + bounds.high, 2 * events) < outside,
        {low: (bounds.low + bounds.high) / 2, high: bounds.high},
        {low: bounds.low, high: (bounds.low + bounds.high) / 2}
      )
    ).high,
    0
  )
);

create macro poisson_high (events, outside) as (
  list_reduce(
    list_transform(range(0, 60), lambda step: {low: events::double, high: 20 + events + 10 * sqrt(events)}),
    lambda bounds,
    step: if (
      chi_square_tail (bounds.low + bounds.high, 2 * events + 2) > outside,
      {low: (bounds.low + bounds.high) / 2, high: bounds.high},
      {low: bounds.low, high: (bounds.low + bounds.high) / 2}
    )
  ).high
);
