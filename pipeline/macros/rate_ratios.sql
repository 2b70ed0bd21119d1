-- Ratio of two rates, of events in an exposure (time, population): (events / exposure) / (other_events / other_exposure).
create macro rate_ratio (events, exposure, other_events, other_exposure) as (events::double * other_exposure / nullif(other_events::double * exposure, 0));

-- Given how many events there are in all, those of the first are binomial with its share of the time: the exact test of
-- two Poisson rates (Przyborowski and Wilenski 1940). 18 against 9 in the same time: p = .122, a doubling is no evidence.
create macro rate_ratio_p (events, exposure, other_events, other_exposure) as (exact_binomial_p (events, events + other_events, exposure / (exposure + other_exposure)));

-- The odds of a share; infinite for a whole one.
create macro odds (share) as (if (share < 1, share / (1 - share), 'infinity'::double));

-- Exact interval of the ratio, from that of the share; the upper bound is infinite where the other has no event.
create macro rate_ratio_low (events, exposure, other_events, other_exposure, tail) as (odds (exact_share_low (events, events + other_events, tail)) * other_exposure / exposure);

create macro rate_ratio_high (events, exposure, other_events, other_exposure, tail) as (odds (exact_share_high (events, events + other_events, tail)) * other_exposure / exposure);

-- In doubles: customer-days of years times one another do not fit into whole numbers.
-- Σ events · other exposure / whole exposure; strata without any exposure say nothing.
create macro mantel_haenszel_sum (events, exposure, other_exposure) as (
  list_sum(
    list_transform(
      range(1, len(events) + 1),
      lambda place: coalesce(
        events[place]::double * other_exposure[place] / nullif(exposure[place] + other_exposure[place], 0),
        0
      )
    )
  )
);

-- Ratio of rates over strata (Mantel and Haenszel 1959): lists of events and exposures of the exposed and of the others, one
-- element a stratum. Lists, so that the sums are made in one order and come out the same on every machine.
create macro mantel_haenszel_ratio (events, exposure, other_events, other_exposure) as (
  mantel_haenszel_sum (events, exposure, other_exposure) / nullif(mantel_haenszel_sum (other_events, other_exposure, exposure), 0)
);

-- Variance of the logarithm of that ratio (Greenland and Robins 1985); null where one side has no event.
create macro mantel_haenszel_variance (events, exposure, other_events, other_exposure) as (
  list_sum(
    list_transform(
      range(1, len(events) + 1),
      lambda place: coalesce(
        (events[place] + other_events[place])::double * exposure[place] * other_exposure[place] / nullif((exposure[place]::double + other_exposure[place]) ** 2, 0),
        0
      )
    )
  ) / nullif(
    mantel_haenszel_sum (events, exposure, other_exposure) * mantel_haenszel_sum (other_events, other_exposure, exposure),
    0
  )
);

create macro mantel_haenszel_low (events, exposure, other_events, other_exposure, z) as (
  mantel_haenszel_ratio (events, exposure, other_events, other_exposure) * exp(- z * sqrt(mantel_haenszel_variance (events, exposure, other_events, other_exposure)))
);

create macro mantel_haenszel_high (events, exposure, other_events, other_exposure, z) as (
  mantel_haenszel_ratio (events, exposure, other_events, other_exposure) * exp(z * sqrt(mantel_haenszel_variance (events, exposure, other_events, other_exposure)))
);
