-- The parts of a change in the share lost, and in the amount lost a case, add up to it, as far as doubles can tell: to
-- 1e-12 of a whole share, and of the larger amount.
-- Grain: comparison, cut
with
  changes as (
    select
      comparison,
      cut,
      sum(lost_after) / sum(cases_after) - sum(lost_before) / sum(cases_before) as rate_change,
      list_sum(
        list(
          mix + rate
          order by
            segment
        )
      ) as rate_parts,
      sum(lost_after_cents) / sum(cases_after) - sum(lost_before_cents) / sum(cases_before) as amount_change,
      list_sum(
        list(
          mix_amount + rate_amount + value_amount
          order by
            segment
        )
      ) as amount_parts,
      greatest(1, sum(lost_after_cents) / sum(cases_after), sum(lost_before_cents) / sum(cases_before)) as amount
    from
      marts.loss_changes
    group by
      comparison,
      cut
  )
select
  comparison, -- previous or year_before
  cut, -- motive, channel, brand or family
  rate_parts - rate_change as rate_rest, -- what is left of the change in the share lost
  amount_parts - amount_change as amount_rest -- what is left of the change in the amount lost a case (cents)
from
  changes
where
  not abs(rate_parts - rate_change) < 1e-12
  or not abs(amount_parts - amount_change) < 1e-12 * amount
