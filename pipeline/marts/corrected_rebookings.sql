-- What rebooking keeps of what was cancelled, raw and corrected: links miss some rebookings and find some that are none,
-- and no threshold mends that in money. The correction rests on the audit when one is in force, else on the recall and
-- the false links that the linkage is assumed to have. What orders declare themselves needs none: it is taken out first
-- and added back. Settled cancellations only, MO- apart.
-- Grain: period
with
  totals as (
    select
      unnest(['all', strftime(cancel_date, '%Y-%m')]) as period,
      *
    from
      marts.rebookable_units
  ),
  sums as (
    select
      period,
      count(*) as units,
      count_if(is_linked) as linked_units,
      count_if(is_declared) as declared_units,
      sum(booked_cents)::bigint as booked_cents,
      sum(kept_cents)::bigint as kept_cents,
      sum(identified_cents)::bigint as identified_cents,
      sum(if (is_declared, identified_cents, 0))::bigint as declared_cents,
      sum(if (is_declared, 0, booked_cents))::bigint as open_booked_cents,
      sum(if (is_declared, 0, identified_cents))::bigint as open_identified_cents
    from
      totals
    group by
      period
  ),
  -- The links know less where no system delivers cases.
  assumed as (
    select
      calibrations.*
    from
      lookups.linkage_calibration as calibrations
      cross join meta.run as runs
    where
      calibrations.valid_from <= runs.as_of
      and calibrations.applies_to = if (
        exists (
          from
            staging.cases
        ),
        'with_cases',
        'without_cases'
      )
    qualify
      row_number() over (
        order by
          calibrations.valid_from desc
      ) = 1
  ),
  estimates as (
    select
      sums.*,
      if (audits.period is null, 'assumed', 'audit') as calibration,
      assumed.* exclude (valid_from, applies_to),
      audits.low_cents,
      audits.high_cents,
      agreements.units as audited_units,
      agreements.kappa,
      coalesce(
        audits.rebooked_cents,
        corrected_cents (
          sums.open_identified_cents,
          sums.open_booked_cents,
          assumed.recall_bp,
          assumed.false_bp,
          assumed.ratio_bp
        )
      ) as estimated_cents
    from
      sums
      cross join assumed
      left join marts.audited_rebookings as audits on audits.period = sums.period
      left join marts.audit_agreements as agreements on audits.period is not null
  ),
  clipped as (
    select
      *,
      declared_cents + held_within (estimated_cents, 0, open_booked_cents) as rebooked_cents
    from
      estimates
  )
select
  period, -- all, or a month of cancellation (yyyy-mm)
  units, -- cancelled units
  linked_units::bigint as linked_units, -- of these, with an order that is known to replace them
  declared_units::bigint as declared_units, -- of these, with one that says so itself
  booked_cents, -- amount cancelled (B, cents)
  kept_cents, -- of it, billed and not credited (cents)
  identified_cents, -- of it, rebooked on identified links (a, cents)
  declared_cents, -- of that, declared: not corrected (cents)
  rebooked_cents::bigint as rebooked_cents, -- rebooked, corrected (T, cents)
  (booked_cents - kept_cents - identified_cents)::bigint as raw_loss_cents, -- B − kept − a: net loss of CA on identified links (cents)
  (booked_cents - kept_cents - rebooked_cents)::bigint as loss_cents, -- B − kept − T: net loss of CA, corrected (cents)
  (booked_cents - kept_cents - declared_cents - held_within (high_cents, 0, open_booked_cents))::bigint as low_loss_cents, -- lower end of its 95 % interval; null without an audit (cents)
  (booked_cents - kept_cents - declared_cents - held_within (low_cents, 0, open_booked_cents))::bigint as high_loss_cents, -- upper end of its 95 % interval; null without an audit (cents)
  estimated_cents not between 0 and open_booked_cents as is_clipped, -- whether the correction left the range of what is possible and was held to it
  calibration, -- what the correction rests on: audit, or assumed
  profile as calibration_profile, -- world from which the assumed figures are taken
  recall_bp, -- k: of what is truly rebooked, the part that links find (ten-thousandths, assumed)
  false_bp, -- b: of each cancelled cent not rebooked, the part that links take for rebooked (ten-thousandths, assumed)
  ratio_bp, -- ρ: what is rebooked of each cancelled cent that is rebooked (ten-thousandths, assumed)
  audited_units, -- units that two readers have judged; null without an audit
  kappa -- agreement of the readers beyond chance (Cohen); null without an audit
from
  clipped
