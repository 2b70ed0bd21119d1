-- VJE and VJR, as the source has them, of what was cut and of what was signed. They are never derived: where a recurring
-- line lacks one, nobody knows it of the whole.
-- Grain: side, id, measure
with
  told as (
    select
      order_id,
      cut_date,
      coalesce(is_recurring, false) as is_recurring,
      unnest([{measure: 'VJE', value: vje}, {measure: 'VJR', value: vjr}], recursive := true)
    from
      staging.order_lines
  ),
  sides as (
    select
      'cancelled' as side,
      order_id || '@' || cut_date as id,
      *
    from
      told
    where
      cut_date is not null
    union all
    select
      'signed' as side,
      order_id as id,
      *
    from
      told
  )
select
  side, -- cancelled: of a cancelled unit; signed: of an order
  id, -- cancelled unit or order
  measure, -- VJE or VJR
  (100 * sum(value))::bigint as measured_cents -- its sum (hundredths)
from
  sides
group by
  side,
  id,
  measure
having
  count(value) > 0
  and not bool_or(
    value is null
    and is_recurring
  )
