-- As booked and economically, a month closes with the same CA, parc and customers: the views differ in how it got there.
-- Grain: month
with
  closings as (
    select
      month,
      sum(if (view = 'economic', ca_cents, - ca_cents)) as ca_cents,
      sum(if (view = 'economic', parc_cents, - parc_cents)) as parc_cents
    from
      marts.movements
    where
      kind = 'closing'
      and ledger = 'strict'
    group by
      month
  )
select
  month, -- month that closes
  ca_cents, -- economic less as booked (cents)
  parc_cents -- economic less as booked (cents a year)
from
  closings
where
  (ca_cents, parc_cents) <> (0, 0)
