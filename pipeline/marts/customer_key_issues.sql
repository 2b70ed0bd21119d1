-- What is doubtful about who is who, customer by customer, with what hangs on it: addresses that several customers of one
-- system share, groups in which a system has two customers, a crosswalk that contradicts an export or names an id that
-- no export has, and customers of a system that nothing joins to those of another.
-- Grain: kind, delivered_id
with
  shared_hashes as (
    select
      'shared_' || hashes.kind as kind,
      hashes.customer_id as delivered_id,
      list_sort(list(distinct others.customer_id)) as others
    from
      staging.customer_hashes as hashes
      join staging.customer_hashes as others on others.kind = hashes.kind
      and others.hash = hashes.hash
      and others.customer_id <> hashes.customer_id
    where
      hashes.is_shared
    group by
      hashes.kind,
      hashes.customer_id
  ),
  doubled_groups as (
    select
      'doubled_group' as kind,
      groups.declared_customer_id as delivered_id,
      [others.declared_customer_id] as others
    from
      staging.customer_groups as groups
      join staging.customer_groups as others on others.group_customer_id = groups.group_customer_id
    where
      groups.has_doubles
      and others.declared_customer_id <> groups.declared_customer_id
  ),
  crosswalk_rows as (
    select
      case
        when not is_delivered then 'crosswalk_unknown'
        when declared_id is not null then 'crosswalk_against_id'
      end as kind,
      delivered_id,
      [coalesce(declared_id, crosswalk_id)] as others
    from
      staging.customer_ids
    where
      crosswalk_id <> declared_id
      or not is_delivered
  ),
  delivered_keys as (
    select
      keys.*
    from
      staging.customer_keys as keys
      join staging.customer_ids as ids on ids.delivered_id = keys.delivered_id
    where
      ids.is_delivered
  ),
  unmatched_ids as (
    select
      'unmatched' as kind,
      delivered_id,
      []::varchar[] as others
    from
      delivered_keys
    qualify
      count(distinct numbering) over (
        partition by
          customer_id
      ) = 1
      and numbering <> 'company'
  ),
  issues as (
    from
      shared_hashes
    union all
    by name
    select
      kind,
      delivered_id,
      list_sort(list(distinct others[1])) as others
    from
      doubled_groups
    group by
      kind,
      delivered_id
    union all
    by name
    from
      crosswalk_rows
    union all
    by name
    from
      unmatched_ids
  ),
  booked as (
    select
      orders.customer_id,
      count(distinct orders.order_id) as orders,
      sum(lines.amount_cents)::bigint as booked_cents
    from
      staging.orders
      join staging.order_lines as lines on lines.system = orders.system
      and lines.order_id = orders.order_id
    group by
      orders.customer_id
  ),
  billed as (
    select
      customer_id,
      count(distinct invoice_id) as invoices,
      sum(amount_cents)::bigint as billed_cents
    from
      staging.invoices
    group by
      customer_id
  ),
  asked as (
    select
      customer_id,
      count(*) as cases,
      coalesce(sum(amount_at_risk_cents), 0)::bigint as at_risk_cents
    from
      staging.cases
    group by
      customer_id
  )
select
  issues.kind, -- shared_email, shared_phone, doubled_group, crosswalk_against_id, crosswalk_unknown or unmatched
  issues.delivered_id, -- id in doubt: the company's number, or system:id
  coalesce(keys.customer_id, issues.delivered_id) as customer_id, -- customer that it stands for as things are
  issues.others, -- ids that contradict it
  coalesce(booked.orders, 0) as orders, -- orders of that customer
  coalesce(booked.booked_cents, 0) as booked_cents, -- their amount (cents)
  coalesce(billed.invoices, 0) as invoices, -- invoices and credit notes of that customer
  coalesce(billed.billed_cents, 0) as billed_cents, -- their amount (cents)
  coalesce(asked.cases, 0) as cases, -- cases of that customer
  coalesce(asked.at_risk_cents, 0) as at_risk_cents -- amount at risk in them, as keyed in (cents)
from
  issues
  left join staging.customer_keys as keys on keys.delivered_id = issues.delivered_id
  left join booked on booked.customer_id = coalesce(keys.customer_id, issues.delivered_id)
  left join billed on billed.customer_id = coalesce(keys.customer_id, issues.delivered_id)
  left join asked on asked.customer_id = coalesce(keys.customer_id, issues.delivered_id)
