-- Who bears the reversal of a rebooking and who gets the credit, under every attribution rule. Over all roles the cents
-- make a − B' exactly: what the company lost, whatever the rule.
-- Grain: cancellation_id, rebooked_order_id, rule, measure, role
with
  shared as (
    select
      links.cancellation_id,
      links.rebooked_order_id,
      links.rule,
      links.measure,
      links.is_prorated,
      shares.role,
      largest_remainder_cents (
        - if (links.is_prorated, bases.undelivered_cents, bases.booked_cents),
        shares.reversal_bp,
        10000,
        (links.cancellation_id, links.rebooked_order_id, links.rule, links.measure),
        shares.place
      )::bigint as reversal_cents,
      largest_remainder_cents (
        bases.kept_cents,
        shares.credit_bp,
        10000,
        (links.cancellation_id, links.rebooked_order_id, links.rule, links.measure),
        shares.place
      )::bigint as credit_cents
    from
      marts.rebooking_rules as links
      join marts.attribution_bases as bases on bases.cancellation_id = links.cancellation_id
      and bases.rebooked_order_id = links.rebooked_order_id
      and bases.measure = links.measure
      join marts.attribution_shares as shares on shares.source_line = links.source_line
    where
      bases.booked_cents is not null
      and shares.reversal_bp + shares.credit_bp > 0
  )
select
  shared.cancellation_id, -- cancelled unit
  shared.rebooked_order_id, -- order that replaces it, or a part of it
  shared.rule, -- rule
  shared.measure, -- CA, parc, VJE or VJR
  shared.is_prorated, -- whether what was delivered before the cut is left out of the reversal (B' = B − V)
  shared.role, -- whom the rule names: initial (seller of the cancelled order), rebooker, first_contact, dvr, house or unknown
  parties.party, -- on whom it falls: seller, house or unknown
  parties.seller_id, -- seller; null when there is none
  parties.channel, -- channel of that seller on that day
  parties.team, -- team of that day
  shared.reversal_cents, -- part of the reversal (cents, hundredths for VJE and VJR), below zero
  shared.credit_cents, -- part of the credit
  (shared.reversal_cents + shared.credit_cents)::bigint as cents -- both
from
  shared
  join marts.attribution_parties as parties on parties.cancellation_id = shared.cancellation_id
  and parties.rebooked_order_id = shared.rebooked_order_id
  and parties.role = shared.role
