-- How customers of several systems were found to be one, and what is left in doubt, with what hangs on it.
-- Grain: kind, numbering
with
  joined as (
    select
      'joined_' || matched_by as kind,
      numbering,
      count(*) as ids
    from
      staging.customer_keys
    where
      matched_by <> 'none'
    group by
      matched_by,
      numbering
  ),
  doubtful_customers as (
    select
      kind,
      customer_numbering (delivered_id) as numbering,
      customer_id,
      count(*) as ids,
      any_value(booked_cents) as booked_cents,
      any_value(billed_cents) as billed_cents
    from
      marts.customer_key_issues
    group by
      kind,
      customer_numbering (delivered_id),
      customer_id
  ),
  lines as (
    from
      joined
    union all
    by name
    select
      kind,
      numbering,
      sum(ids)::bigint as ids,
      sum(booked_cents)::bigint as booked_cents,
      sum(billed_cents)::bigint as billed_cents
    from
      doubtful_customers
    group by
      kind,
      numbering
  )
select
  kind, -- joined_crosswalk, joined_declared, joined_email, joined_phone, or what is in doubt
  numbering, -- system that numbers so, or company
  starts_with(kind, 'joined_') as is_joined, -- whether it is settled
  ids, -- ids of customers
  booked_cents, -- amount of their orders (cents); null where nothing is in doubt
  billed_cents -- amount billed to them (cents); null where nothing is in doubt
from
  lines
order by
  is_joined desc,
  kind,
  numbering
