-- What was at risk when an episode was opened, and how much of it its own cancellations left untouched. At risk is what
-- was still to be delivered by the lines of the order it is about, or by all lines of the customer when it names none.
-- Grain: case_id
with
  lines_at_risk as (
    select
      episodes.case_id,
      lines.amount_cents - delivered_cents (
        lines.amount_cents,
        lines.term_start_date,
        lines.term_end_date,
        lines.is_recurring,
        lines.delivered_date,
        episodes.opened_date
      ) as ca_cents,
      lines.parc_cents,
      coalesce(lines.family, 'unknown') as family,
      orders.seller_id,
      orders.assignment = 'delegated' as is_delegated,
      case_units.case_id is not null as is_cut
    from
      marts.case_episodes as episodes
      join staging.orders on orders.customer_id = episodes.customer_id
      and orders.order_id = coalesce(episodes.order_id, orders.order_id)
      and orders.signed_date <= episodes.opened_date
      join staging.order_lines as lines on lines.order_id = orders.order_id
      and coalesce(lines.term_end_date > episodes.opened_date, true)
      and coalesce(lines.cut_date > episodes.opened_date, true)
      left join marts.case_units on case_units.cancellation_id = lines.order_id || '@' || lines.cut_date
      and case_units.case_id = episodes.case_id
  )
select
  case_id, -- episode: its first case
  greatest(sum(ca_cents), 0)::bigint as at_risk_ca_cents, -- amount still to be delivered (cents)
  greatest(sum(parc_cents), 0)::bigint as at_risk_parc_cents, -- parc (cents a year)
  coalesce(
    sum(ca_cents) filter(
      where
        not is_cut
    ),
    0
  )::bigint as uncut_ca_cents, -- of that amount, not cut since (cents)
  coalesce(
    sum(parc_cents) filter(
      where
        not is_cut
    ),
    0
  )::bigint as uncut_parc_cents, -- of that parc, not cut since
  if (count(distinct family) = 1, any_value(family), 'several') as family, -- product family of the lines at risk, or several
  bool_or(is_delegated) as is_delegated, -- whether an order at risk was handed to another holder than its seller
  coalesce(
    list(
      distinct seller_id
      order by
        seller_id
    ) filter(
      where
        seller_id is not null
    ),
    []
  ) as seller_ids -- sellers who had signed the orders at risk
from
  lines_at_risk
group by
  case_id
