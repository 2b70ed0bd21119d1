-- Variance of a share of events in an exposure.
create macro share_variance (events, exposure) as (events / nullif(exposure, 0) * (1 - events / nullif(exposure, 0)) / nullif(exposure, 0));

-- By how much more the rate of the exposed has changed than that of the others: (T1 − T0) − (C1 − C0).
create macro difference_in_differences (
  before,
  before_size,
  after,
  after_size,
  other_before,
  other_before_size,
  other_after,
  other_after_size
) as (
  after / nullif(after_size, 0) - before / nullif(before_size, 0) - (other_after / nullif(other_after_size, 0) - other_before / nullif(other_before_size, 0))
);

-- Its standard error when customers are drawn by chance alone.
create macro difference_in_differences_se (
  before,
  before_size,
  after,
  after_size,
  other_before,
  other_before_size,
  other_after,
  other_after_size
) as (
  sqrt(
    share_variance (before, before_size) + share_variance (after, after_size) + share_variance (other_before, other_before_size) + share_variance (other_after, other_after_size)
  )
);

-- How many each of two arms needs for a test at a level to see one share beside another with a power (Fleiss 1981, without
-- continuity correction): .30 to .36 at 5 % and 80 % takes 962.92.
create macro needed_per_arm (share, other_share, level, power) as (
  pow(
    normal_quantile (1 - level / 2) * sqrt((share + other_share) * (2 - share - other_share) / 2) + normal_quantile (power) * sqrt(share * (1 - share) + other_share * (1 - other_share)),
    2
  ) / pow(share - other_share, 2)
);

-- How much more it takes when customers come in clusters that are alike: 1 + (size − 1) · correlation within.
create macro design_effect (cluster_size, correlation) as (1 + (cluster_size - 1) * correlation);

-- The nearest share below, or above, that as many in each arm would show: halved in, since fewer are needed the further off it
-- is. Null where not even 0, or 1, would be seen.
create macro detectable_below (share, per_arm, level, power) as (
  if (
    share > 0
    and needed_per_arm (share, 0.0::double, level, power) <= per_arm,
    list_reduce(
      list_transform(range(0, 60), lambda step: {low: 0.0::double, high: share::double}),
      lambda bounds,
      step: if (
        needed_per_arm (share, (bounds.low + bounds.high) / 2, level, power) <= per_arm,
        {low: (bounds.low + bounds.high) / 2, high: bounds.high},
        {low: bounds.low, high: (bounds.low + bounds.high) / 2}
      )
    ).low,
    null
  )
);

create macro detectable_above (share, per_arm, level, power) as (
  if (
    share < 1
    and needed_per_arm (share, 1.0::double, level, power) <= per_arm,
    list_reduce(
      list_transform(range(0, 60), lambda step: {low: share::double, high: 1.0::double}),
      lambda bounds,
      step: if (
        needed_per_arm (share, (bounds.low + bounds.high) / 2, level, power) <= per_arm,
        {low: bounds.low, high: (bounds.low + bounds.high) / 2},
        {low: (bounds.low + bounds.high) / 2, high: bounds.high}
      )
    ).high,
    null
  )
);

-- Events a customer-month, told for 100 customers and a year.
create macro hundred_a_year (rate) as (1200 * rate);
