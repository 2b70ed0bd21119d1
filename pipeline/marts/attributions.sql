-- Who bears the reversal of a rebooking and who gets the credit, under every attribution rule. Over all roles the cents
-- make a − B' exactly: what the company lost, whatever the rule.
-- Grain: cancellation_id, rebooked_order_id, rule, measure, role
with
  ruled as (
    select
      links.*,
      - if (links.is_prorated, bases.undelivered_cents, bases.booked_cents) as reversed_cents,
      bases.kept_cents,
      row_number() over () as link_no
    from
      marts.rebooking_rules as links
      join marts.attribution_bases as bases on bases.cancellation_id = links.cancellation_id
      and bases.rebooked_order_id = links.rebooked_order_id
      and bases.measure = links.measure
    where
      bases.booked_cents is not null
  ),
  parts as (
    select
      ruled.*,
      shares.role,
      shares.place,
      shares.reversal_bp,
      shares.credit_bp,
      shares.is_divided
    from
      ruled
      join marts.attribution_shares as shares on shares.source_line = ruled.source_line
      and shares.reversal_bp + shares.credit_bp > 0
  ),
  -- Most rules give a side whole to somebody: there is no cent to be shared out, which over millions of rebookings matters.
  shared as (
    select
      * replace(
        largest_remainder_cents (reversed_cents, reversal_bp, 10000, link_no, place) as reversed_cents,
        largest_remainder_cents (kept_cents, credit_bp, 10000, link_no, place) as kept_cents
      )
    from
      parts
    where
      is_divided
    union all
    select
      * replace(
        reversed_cents * reversal_bp // 10000 as reversed_cents,
        kept_cents * credit_bp // 10000 as kept_cents
      )
    from
      parts
    where
      not is_divided
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
  shared.reversed_cents::bigint as reversal_cents, -- part of the reversal (cents, hundredths for VJE and VJR), below zero
  shared.kept_cents::bigint as credit_cents, -- part of the credit
  (shared.reversed_cents + shared.kept_cents)::bigint as cents -- both
from
  shared
  join marts.attribution_parties as parties on parties.cancellation_id = shared.cancellation_id
  and parties.rebooked_order_id = shared.rebooked_order_id
  and parties.role = shared.role
