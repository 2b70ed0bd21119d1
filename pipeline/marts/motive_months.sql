-- Months in which a customer asks to leave and mentions a motive: once, however many cases it opens.
-- Grain: customer_id, motive, month
with
  told as (
    select distinct
      outcomes.customer_id,
      shares.motive,
      first_of_month (outcomes.opened_date) as month
    from
      marts.reason_shares as shares
      join marts.case_outcomes as outcomes on outcomes.case_id = shares.case_id
    where
      shares.counting = 'mention'
  ),
  at_risk as (
    select distinct
      customer_id,
      month
    from
      marts.movements
    where
      view = 'economic'
      and ledger = 'strict'
      and kind in ('opening', 'new', 'reactivation')
      and customers > 0
  )
select
  told.customer_id, -- customer
  told.motive, -- motive; MISSING and UNMAPPED too
  told.month, -- month in which the case was opened
  at_risk.customer_id is not null as is_at_risk -- whether anything of the customer was in force in that month
from
  told
  left join at_risk on at_risk.customer_id = told.customer_id
  and at_risk.month = told.month
