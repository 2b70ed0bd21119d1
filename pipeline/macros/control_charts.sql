-- Distance of a share from its centre in standard errors of as many cases; null without cases, or without any spread.
create macro share_score (events, cases, centre) as ((events / nullif(cases, 0) - centre) / nullif(sqrt(centre * (1 - centre) / nullif(cases, 0)), 0));

-- The same of a rate of events in an exposure.
create macro rate_score (events, exposure, centre) as ((events / nullif(exposure, 0) - centre) / nullif(sqrt(centre / nullif(exposure, 0)), 0));

-- How much wider than counting alone a series scatters (Laney 2002): the mean distance of neighbouring scores over 1.128,
-- which is that of standard normal ones. Scores in their order; those that are null are left out.
create macro laney_sigma (scores) as (
  list_avg(
    list_transform(
      range(2, list_count(scores) + 1),
      lambda place: abs(
        list_filter(scores, lambda score: score is not null) [place] - list_filter(scores, lambda score: score is not null) [place - 1]
      )
    )
  ) / 1.128
);

-- What a week says for odds that have grown by a factor, against those of the centre (a log-likelihood ratio): of a share
-- of cases, and of a rate of events in an exposure.
create macro share_evidence (events, cases, centre, factor) as (events * ln(factor) - cases * ln(1 + centre * (factor - 1)));

create macro rate_evidence (events, exposure, centre, factor) as (events * ln(factor) - exposure * centre * (factor - 1));
