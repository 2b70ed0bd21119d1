-- Risks of the exposed over risks of others like them: a list of strata, each with the events and number of the exposed, the
-- other events and the number of others. In doubles and in the order of the list, so that it comes out the same everywhere.
-- Ratio of risks over strata (Mantel and Haenszel 1959).
create macro matched_risk_parts (strata) as (
  list_transform(
    list_filter(
      strata,
      lambda stratum: stratum.exposed > 0
      and stratum.others > 0
    ),
    lambda stratum: {
      'above': stratum.events::double * stratum.others / (stratum.exposed + stratum.others),
      'below': stratum.other_events::double * stratum.exposed / (stratum.exposed + stratum.others),
      'spread': (
        (stratum.events + stratum.other_events)::double * stratum.exposed * stratum.others - stratum.events::double * stratum.other_events * (stratum.exposed + stratum.others)
      ) / pow(stratum.exposed + stratum.others, 2)
    }
  )
);

create macro matched_risk_sum (parts, part) as (list_sum(list_transform(parts, lambda stratum: struct_extract(stratum, part))));

create macro matched_risk_ratio (strata) as (
  matched_risk_sum (matched_risk_parts (strata), 'above') / nullif(matched_risk_sum (matched_risk_parts (strata), 'below'), 0)
);

-- Variance of its logarithm (Greenland and Robins 1985); of one stratum 1/a - 1/n + 1/c - 1/m. Null where one side has no event.
create macro matched_risk_variance (strata) as (
  matched_risk_sum (matched_risk_parts (strata), 'spread') / nullif(
    matched_risk_sum (matched_risk_parts (strata), 'above') * matched_risk_sum (matched_risk_parts (strata), 'below'),
    0
  )
);

create macro matched_risk_low (strata, z) as (matched_risk_ratio (strata) * exp(- z * sqrt(matched_risk_variance (strata))));

create macro matched_risk_high (strata, z) as (matched_risk_ratio (strata) * exp(z * sqrt(matched_risk_variance (strata))));

-- Mean squared error of two shares as forecasts (Brier 1950), each of those that it was found in.
create macro brier_score (events, trials, other_events, other_trials) as (
  (
    events * (1 - events / nullif(trials, 0)) + other_events * (1 - other_events / nullif(other_trials, 0))
  ) / (trials + other_trials)
);
