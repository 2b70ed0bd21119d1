-- what became of the amount: B, V, kept, a, aH, and what was lost
-- Grain: cancellation_id
-- Form: facts
select
  cuts.cancellation_id, -- cancellation
  cuts.booked_cents, -- B: booked
  cuts.delivered_cents, -- V: delivered before the cut
  cuts.kept_cents, -- kept: billed and not credited
  cuts.rebooked_cents, -- a: rebooked
  cuts.rebooked_in_term_cents, -- aH: of it, before the cancelled term ends
  cuts.extension_cents, -- a - aH: beyond the cancelled term
  cuts.loss_booked_cents, -- B - a: lost as booked
  cuts.loss_company_cents, -- B - kept - a: lost for the company
  cuts.loss_horizon_cents, -- B - kept - aH: lost over the cancelled term
  cuts.leak_cents, -- V - kept: delivered and not billed
  bounds_text (losses.mo_preserved_low_cents, losses.mo_preserved_high_cents) as mo_preserved, -- what an MO- would have kept
  bounds_text (losses.unavoidable_low_cents, losses.unavoidable_high_cents) as unavoidable, -- of the loss, asked for by the customer
  coalesce(bounds_text (losses.mo_gap_low_cents, losses.mo_gap_high_cents), 'not known without billing') as mo_gap, -- of the loss, added by the process
  coalesce(
    bounds_text (losses.mo_gap_horizon_low_cents, losses.mo_gap_horizon_high_cents),
    'not known without billing'
  ) as mo_gap_horizon, -- the same over the cancelled term
  money_text (cuts.parc_before_cents) || ' -> ' || money_text (cuts.parc_after_cents) as parc, -- parc (a year)
  bounds_text (losses.avoidable_parc_low_cents, losses.avoidable_parc_high_cents) as avoidable_parc, -- of the parc lost, avoidable by an MO-
  concat_ws(
    ', ',
    if (losses.is_parc_kept, 'parc kept, CA lost', null),
    if (losses.is_customer_kept, 'customer kept, CA lost', null)
  ) as kept, -- flags
  money_text (cuts.booked_cents) || ' = ' || money_text (cuts.kept_cents) || ' kept + ' || money_text (cuts.rebooked_in_term_cents) || ' in term + ' || money_text (cuts.loss_horizon_cents) || ' lost' as identity -- adds up
from
  marts.cancellations as cuts
  join marts.loss_counterfactuals as losses on losses.cancellation_id = cuts.cancellation_id
where
  cuts.order_id = getvariable ('order_id')
  and coalesce(cuts.cancellation_id = getvariable ('cancellation_id'), true)
order by
  cuts.cancel_date
