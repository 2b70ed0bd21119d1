-- The story of each case, event by event, down to the line of the file that tells it.
-- Grain: case_id, position
with
  events as (
    select
      case_id,
      'case_opened' as kind,
      local_date (opened_at) as event_date,
      kind as detail,
      amount_at_risk_cents as amount_cents,
      parc_at_risk_cents as parc_cents,
      owner_seller_id as seller_id,
      first_channel as channel,
      null as place,
      source_file_id,
      source_line
    from
      staging.cases
    union all
    select
      reasons.case_id,
      'reason' as kind,
      local_date (cases.opened_at) as event_date,
      reasons.raw_label as detail,
      null as amount_cents,
      null as parc_cents,
      null as seller_id,
      null as channel,
      reasons.position as place,
      reasons.source_file_id,
      reasons.source_line
    from
      staging.case_reasons as reasons
      join staging.cases on cases.case_id = reasons.case_id
    union all
    select
      changes.case_id,
      'case_changed' as kind,
      local_date (changes.at) as event_date,
      concat_ws(' = ', changes.field, changes.value) as detail,
      null as amount_cents,
      null as parc_cents,
      changes.actor_seller_id as seller_id,
      null as channel,
      epoch_us(changes.at) as place,
      changes.source_file_id,
      changes.source_line
    from
      staging.case_events as changes
    union all
    select
      case_id,
      'letter' as kind,
      fiscal_churn_received_on as event_date,
      null as detail,
      null as amount_cents,
      null as parc_cents,
      null as seller_id,
      null as channel,
      null as place,
      source_file_id,
      source_line
    from
      staging.cases
    where
      fiscal_churn_received_on is not null
    union all
    select
      case_id,
      'case_closed' as kind,
      local_date (closed_at) as event_date,
      outcome as detail,
      null as amount_cents,
      null as parc_cents,
      owner_seller_id as seller_id,
      null as channel,
      null as place,
      source_file_id,
      source_line
    from
      staging.cases
    where
      closed_at is not null
  ),
  seller_names as (
    select
      seller_id,
      arg_max(name, valid_from) as name
    from
      staging.sellers
    group by
      seller_id
  )
select
  events.case_id, -- case
  row_number() over (
    partition by
      events.case_id
    order by
      events.event_date,
      kinds.stage,
      events.place,
      events.detail,
      events.seller_id,
      events.source_file_id,
      events.source_line
  )::integer as position, -- place in the story, from 1
  events.event_date, -- day
  events.kind, -- what happened
  events.detail, -- kind, reason, change or outcome of the case
  events.amount_cents::bigint as amount_cents, -- amount at risk (cents); null where there is none
  events.parc_cents::bigint as parc_cents, -- parc at risk (cents a year); null where there is none
  coalesce(seller_names.name, events.seller_id) as seller, -- who did it, or owns it
  events.channel, -- through which channel
  files.name as file_name, -- file that tells it
  events.source_line, -- line of that file
  cases.customer_id, -- customer
  customers.name as customer_name, -- name of the customer
  cases.order_id -- order that the case is about
from
  events
  join (
    values
      ('case_opened', 1),
      ('reason', 2),
      ('letter', 3),
      ('case_changed', 4),
      ('case_closed', 5)
  ) as kinds (kind, stage) on kinds.kind = events.kind
  left join staging.cases on cases.case_id = events.case_id
  left join staging.customers on customers.customer_id = cases.customer_id
  left join seller_names on seller_names.seller_id = events.seller_id
  left join meta.files as files on files.file_id = events.source_file_id
where
  events.event_date is not null
order by
  events.case_id,
  position
