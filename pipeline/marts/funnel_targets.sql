-- What the sellers of a channel, or the advisers of a team, are held against: the rate of all of them, and by how much they
-- differ beyond chance (Spiegelhalter 2005). Their scores are drawn in at both ends first, so that the few who stand out do
-- not widen the limits that they are judged by.
-- Grain: subject, panel, period
with
  targets as (
    select
      subject,
      panel,
      period,
      sum(successes) / sum(trials) as target
    from
      marts.funnel_units
    group by
      subject,
      panel,
      period
  ),
  scores as (
    select
      units.subject,
      units.panel,
      units.period,
      units.unit_id,
      units.trials / (targets.target * (1 - targets.target)) as weight,
      (units.rate - targets.target) / sqrt(targets.target * (1 - targets.target) / units.trials) as score
    from
      marts.funnel_units as units
      join targets using (subject, panel, period)
    where
      units.trials >= parameter ('funnel.spread_cases')
      and targets.target > 0
      and targets.target < 1
  ),
  ends as (
    select
      subject,
      panel,
      period,
      interpolated_quantile (
        list(
          score
          order by
            score
        ),
        parameter ('funnel.winsorised_share')
      ) as low,
      interpolated_quantile (
        list(
          score
          order by
            score
        ),
        1 - parameter ('funnel.winsorised_share')
      ) as high
    from
      scores
    group by
      subject,
      panel,
      period
  ),
  spreads as (
    select
      scores.subject,
      scores.panel,
      scores.period,
      count(*) as units,
      any_value(ends.low) as low_score,
      any_value(ends.high) as high_score,
      ordered_sum (pow(held_within (scores.score, ends.low, ends.high), 2), scores.unit_id) / count(*) as spread,
      ordered_sum (scores.weight, scores.unit_id) as weights,
      ordered_sum (scores.weight * scores.weight, scores.unit_id) as weight_squares
    from
      scores
      join ends using (subject, panel, period)
    group by
      scores.subject,
      scores.panel,
      scores.period
  )
select
  targets.subject, -- saves or recontacts
  targets.panel, -- channel, or team
  targets.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  targets.target, -- kept to mature cases of all sellers, or followed to mature contacts of all advisers, 0 to 1
  coalesce(spreads.units, 0) as spread_units, -- sellers, or advisers, with enough cases to judge the spread by
  spreads.low_score, -- score to which lower ones are drawn in
  spreads.high_score, -- score to which higher ones are drawn in
  spreads.spread, -- mean square of the scores: 1 where they differ by chance alone
  case
    when spreads.units * spreads.spread > spreads.units - 1 then coalesce(
      (spreads.units * spreads.spread - (spreads.units - 1)) / nullif(spreads.weights - spreads.weight_squares / spreads.weights, 0),
      0
    )
    else 0
  end as excess_variance, -- variance of the true rates, beyond chance
  coalesce(
    spreads.spread > 1
    and chi_square_tail (spreads.units * spreads.spread, spreads.units) < parameter ('funnel.spread_level'),
    false
  ) as is_overdispersed -- whether they differ by more than chance
from
  targets
  left join spreads using (subject, panel, period)
