-- From the first order of a chain of rebookings to the last, as much is lost as from link to link, less what was sold on
-- top of what was replaced.
-- Grain: chain_id
select
  chain_id, -- chain
  first_cents, -- what it started with (cents)
  last_cents, -- what stands at its end (cents)
  loss_cents, -- lost from link to link (cents)
  excess_cents -- sold on top (cents)
from
  marts.rebooking_chains
where
  first_cents - last_cents <> loss_cents - excess_cents
