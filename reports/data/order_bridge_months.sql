-- The parc that was cancelled and signed in a month, order by order: what only went from an order to its rebooking, what
-- shrank or grew on the way, what left and what came. Beside it the rate of churn that counting cancelled orders would
-- give, and that of the parc that is gone. A rebooking signed in another month than the cut arrives there. Complete
-- months only.
-- Grain: month
with
  openings as (
    select
      month,
      sum(parc_cents) as opening_cents
    from
      marts.movements
    where
      view = 'as_booked'
      and ledger = 'strict'
      and kind = 'opening'
    group by
      month
  ),
  parts as (
    select
      month,
      side,
      kind,
      sum(parc_cents) as parc_cents
    from
      marts.order_bridge
    group by
      month,
      side,
      kind
  ),
  sums as (
    select
      months.month,
      coalesce(any_value(openings.opening_cents), 0) as opening_cents,
      map_from_entries(
        list(
          (parts.side || ' ' || parts.kind, parts.parc_cents)
          order by
            parts.side,
            parts.kind
        ) filter(
          where
            parts.kind is not null
        )
      ) as cents,
      coalesce(sum(parts.parc_cents) filter(parts.side = 'cancelled'), 0) as cancelled_cents,
      coalesce(sum(parts.parc_cents) filter(parts.side = 'signed'), 0) as signed_cents
    from
      marts.reporting_months as months
      left join openings on openings.month = months.month
      left join parts on parts.month = months.month
    group by
      months.month
  )
select
  month, -- first day of the month
  opening_cents::bigint as opening_cents, -- parc in force when the month opens (cents a year)
  cancelled_cents::bigint as cancelled_cents, -- parc of the orders and lines cut (cents a year)
  coalesce(cents['cancelled transferred'], 0)::bigint as transferred_cents, -- of it, gone over to orders that replace them (cents a year)
  coalesce(cents['cancelled rebook_contraction'], 0)::bigint as rebook_contraction_cents, -- of it, lost in rebooking smaller (cents a year)
  coalesce(cents['cancelled mo_contraction'], 0)::bigint as mo_contraction_cents, -- of it, cut by an MO- (cents a year)
  coalesce(cents['cancelled churn'], 0)::bigint as churn_cents, -- of it, gone (cents a year)
  signed_cents::bigint as signed_cents, -- parc of the orders signed (cents a year)
  coalesce(cents['signed transferred'], 0)::bigint as arrived_cents, -- of it, come over from cancelled orders (cents a year)
  coalesce(cents['signed rebook_expansion'], 0)::bigint as rebook_expansion_cents, -- of it, beyond what they replace (cents a year)
  coalesce(cents['signed renewal'], 0)::bigint as renewal_cents, -- of it, terms renewed at their natural end (cents a year)
  coalesce(cents['signed expansion'], 0)::bigint as expansion_cents, -- of it, more for customers in force (cents a year)
  coalesce(cents['signed new'], 0)::bigint as new_cents, -- of it, new customers (cents a year)
  coalesce(cents['signed reactivation'], 0)::bigint as reactivation_cents, -- of it, customers who come back (cents a year)
  cancelled_cents / nullif(opening_cents, 0) as order_churn_rate, -- cancelled over opening: what counting orders would call churn (0 to 1)
  coalesce(cents['cancelled churn'], 0) / nullif(opening_cents, 0) as churn_rate, -- gone over opening (0 to 1)
  last_of_month (month) + parameter ('maturity.days')::integer <= runs.as_of as is_mature -- whether a rebooking would be known
from
  sums
  cross join meta.run as runs
order by
  month
