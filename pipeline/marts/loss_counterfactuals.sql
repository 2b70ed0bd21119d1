-- What an MO- would have kept of a cancelled unit, had only the lines that the customer asked to drop been cut, and what
-- the process lost on top. The request is known of an MO-, and of a unit of which some lines only carry a day of request.
-- Of others it is bounded: at most all lines of the unit were asked for, at least those of which no new order has the
-- family. Without billing nobody can say what was kept, hence not what the process lost either.
-- Grain: cancellation_id
with
  found_again as (
    select distinct
      rebookings.cancellation_id,
      lines.family
    from
      marts.rebookings
      join staging.order_lines as lines on lines.order_id = rebookings.rebooked_order_id
  ),
  cut_lines as (
    select
      lines.order_id || '@' || lines.cut_date as cancellation_id,
      lines.amount_cents,
      lines.parc_cents,
      delivered_cents (
        lines.amount_cents,
        lines.term_start_date,
        lines.term_end_date,
        lines.is_recurring,
        lines.delivered_date,
        lines.cut_date
      ) as delivered_cents,
      lines.cancel_requested_date is not null as is_asked,
      lines.family
    from
      staging.order_lines as lines
    where
      lines.cut_date is not null
  ),
  -- What an MO- keeps: lines out of scope whole, lines in scope as far as they were delivered.
  scopes as (
    select
      lines.cancellation_id,
      count(*) as lines,
      count_if(lines.is_asked) as asked_lines,
      sum(lines.delivered_cents) as all_ca_cents,
      sum(if (lines.is_asked, lines.delivered_cents, lines.amount_cents)) as asked_ca_cents,
      sum(if (found_again.cancellation_id is null, lines.delivered_cents, lines.amount_cents)) as absent_ca_cents,
      sum(if (lines.is_asked, 0, lines.parc_cents)) as asked_parc_cents,
      sum(if (found_again.cancellation_id is null, 0, lines.parc_cents)) as absent_parc_cents
    from
      cut_lines as lines
      left join found_again on found_again.cancellation_id = lines.cancellation_id
      and found_again.family is not distinct from lines.family
    group by
      lines.cancellation_id
  ),
  bounded as (
    select
      units.*,
      not units.is_explicit_partial
      and scopes.asked_lines in (0, scopes.lines) as is_scope_imputed,
      if (
        is_scope_imputed,
        scopes.absent_ca_cents,
        if (units.is_explicit_partial, scopes.all_ca_cents, scopes.asked_ca_cents)
      ) as narrow_ca_cents,
      if (is_scope_imputed, scopes.all_ca_cents, narrow_ca_cents) as wide_ca_cents,
      if (
        is_scope_imputed,
        scopes.absent_parc_cents,
        if (units.is_explicit_partial, 0, scopes.asked_parc_cents)
      ) as narrow_parc_cents,
      if (is_scope_imputed, 0, narrow_parc_cents) as wide_parc_cents
    from
      marts.cancellations as units
      join scopes on scopes.cancellation_id = units.cancellation_id
  ),
  -- A line below zero, a discount, can turn the bounds around.
  preserved as (
    select
      *,
      least(narrow_ca_cents, wide_ca_cents) as low_ca_cents,
      greatest(narrow_ca_cents, wide_ca_cents) as high_ca_cents,
      least(narrow_parc_cents, wide_parc_cents) as low_parc_cents,
      greatest(narrow_parc_cents, wide_parc_cents) as high_parc_cents,
      if (leak_cents is null, null, kept_cents + rebooked_cents) as company_kept_cents,
      if (leak_cents is null, null, kept_cents + rebooked_in_term_cents) as horizon_kept_cents,
      if (leak_cents is null, null, loss_horizon_cents > 0) as is_ca_lost,
      -- By then a rebooking would be known.
      least(cancel_date + parameter ('maturity.days')::integer, runs.as_of) as settled_date
    from
      bounded
      cross join meta.run as runs
  )
select
  units.cancellation_id, -- cancelled unit
  units.is_scope_imputed, -- whether what the customer asked to drop is not known, so that low and high bound it
  units.low_ca_cents::bigint as mo_preserved_low_cents, -- what an MO- would have kept of the amount, at least (cents)
  units.high_ca_cents::bigint as mo_preserved_high_cents, -- at most (cents)
  (units.booked_cents - units.high_ca_cents)::bigint as unavoidable_low_cents, -- what the customer asked to drop, at least (cents)
  (units.booked_cents - units.low_ca_cents)::bigint as unavoidable_high_cents, -- at most (cents)
  (units.low_ca_cents - units.company_kept_cents)::bigint as mo_gap_low_cents, -- MO_preserved − kept − a: what the process added, at least (cents); below zero where it kept more than an MO- would have; null when no system delivers invoices
  (units.high_ca_cents - units.company_kept_cents)::bigint as mo_gap_high_cents, -- at most (cents)
  (units.low_ca_cents - units.horizon_kept_cents)::bigint as mo_gap_horizon_low_cents, -- MO_preserved − kept − aH: the same over the cancelled term, at least (cents)
  (units.high_ca_cents - units.horizon_kept_cents)::bigint as mo_gap_horizon_high_cents, -- at most (cents)
  (units.low_parc_cents - units.parc_after_cents)::bigint as avoidable_parc_low_cents, -- parc that an MO- would have kept beyond what the new orders keep, at least (cents a year)
  (units.high_parc_cents - units.parc_after_cents)::bigint as avoidable_parc_high_cents, -- at most (cents a year)
  units.is_ca_lost
  and units.parc_before_cents > 0
  and 100 * units.parc_after_cents >= parameter ('loss.kept_parc_percent')::bigint * units.parc_before_cents as is_parc_kept, -- CA lost over the term although the new orders keep the parc; null when no system delivers invoices
  units.is_ca_lost
  and coalesce(in_force.parc_lines, 0) > 0 as is_customer_kept -- CA lost although the customer still has parc once the rebooking would be known; null when no system delivers invoices
from
  preserved as units
  asof left join marts.lines_in_force as in_force on in_force.customer_id = units.customer_id
  and in_force.from_date <= units.settled_date
