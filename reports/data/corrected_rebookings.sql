-- Net loss of CA on identified links and corrected for links that are missed or false, in all and by month of
-- cancellation. Of too few cancellations, only their number is told.
-- Grain: period
with
  periods as (
    select
      *,
      units < parameter ('cell.hidden_below') as is_hidden
    from
      marts.corrected_rebookings
  )
select
  period, -- all, or a month of cancellation (yyyy-mm)
  try_strptime(period || '-01', '%Y-%m-%d')::date as month, -- first day of the month; null for all
  units, -- settled cancellations
  if (is_hidden, null, booked_cents) as booked_cents, -- amount cancelled (cents)
  if (is_hidden, null, kept_cents) as kept_cents, -- of it, billed and not credited (cents)
  if (is_hidden, null, identified_cents) as identified_cents, -- of it, rebooked on identified links (cents)
  if (is_hidden, null, rebooked_cents) as rebooked_cents, -- of it, rebooked, corrected (cents)
  if (is_hidden, null, raw_loss_cents) as raw_loss_cents, -- net loss of CA on identified links (cents)
  if (is_hidden, null, loss_cents) as loss_cents, -- net loss of CA, corrected (cents)
  if (is_hidden, null, low_loss_cents) as low_loss_cents, -- lower end of its 95 % interval; null without an audit (cents)
  if (is_hidden, null, high_loss_cents) as high_loss_cents, -- upper end of its 95 % interval; null without an audit (cents)
  coalesce(is_clipped, false) as is_clipped, -- whether the correction was held to the range of what is possible
  calibration, -- what the correction rests on: audit, or assumed
  recall_bp / 10000 as recall, -- k: of what is truly rebooked, the part that links find (0 to 1, assumed)
  false_bp / 10000 as false_share, -- b: of what is not rebooked, the part that links take for rebooked (0 to 1, assumed)
  audited_units, -- units that two readers have judged; null without an audit
  kappa -- agreement of the readers beyond chance (Cohen); null without an audit
from
  periods
order by
  period
