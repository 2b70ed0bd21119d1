-- What the sellers of a channel are held against: the rate of all of them, and by how much they differ beyond chance
-- (Spiegelhalter 2005). Their scores are drawn in at both ends first, so that the few who stand out do not widen the limits
-- that they are judged by.
-- Grain: channel, period
with
  targets as (
    select
      channel,
      period,
      sum(kept_cases) / sum(cases) as target
    from
      marts.seller_cases
    group by
      channel,
      period
  ),
  scores as (
    select
      sellers.channel,
      sellers.period,
      sellers.seller_id,
      sellers.cases / (targets.target * (1 - targets.target)) as weight,
      (sellers.kept_cases / sellers.cases - targets.target) / sqrt(targets.target * (1 - targets.target) / sellers.cases) as score
    from
      marts.seller_cases as sellers
      join targets using (channel, period)
    where
      sellers.cases >= parameter ('funnel.spread_cases')
      and targets.target > 0
      and targets.target < 1
  ),
  ends as (
    select
      channel,
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
      channel,
      period
  ),
  spreads as (
    select
      scores.channel,
      scores.period,
      count(*) as sellers,
      any_value(ends.low) as low_score,
      any_value(ends.high) as high_score,
      ordered_sum (pow(held_within (scores.score, ends.low, ends.high), 2), scores.seller_id) / count(*) as spread,
      ordered_sum (scores.weight, scores.seller_id) as weights,
      ordered_sum (scores.weight * scores.weight, scores.seller_id) as weight_squares
    from
      scores
      join ends using (channel, period)
    group by
      scores.channel,
      scores.period
  )
select
  targets.channel, -- channel
  targets.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  targets.target, -- kept to mature cases of all sellers, 0 to 1
  coalesce(spreads.sellers, 0) as spread_sellers, -- sellers with enough cases to judge the spread by
  spreads.low_score, -- score to which lower ones are drawn in
  spreads.high_score, -- score to which higher ones are drawn in
  spreads.spread, -- mean square of the scores: 1 where sellers differ by chance alone
  case
    when spreads.sellers * spreads.spread > spreads.sellers - 1 then coalesce(
      (spreads.sellers * spreads.spread - (spreads.sellers - 1)) / nullif(spreads.weights - spreads.weight_squares / spreads.weights, 0),
      0
    )
    else 0
  end as excess_variance, -- variance of the true rates of sellers, beyond chance
  coalesce(
    spreads.spread > 1
    and chi_square_tail (spreads.sellers * spreads.spread, spreads.sellers) < parameter ('funnel.spread_level'),
    false
  ) as is_overdispersed -- whether they differ by more than chance
from
  targets
  left join spreads using (channel, period)
