-- Tickets of Zendesk Support, of the account and of a loader. A ticket that was deleted is left out. A file whose name
-- has no day counts from the day of the row.
-- Grain: source_file_id, ticket_id
with
  tickets as (
    select
      *
    from
      sources.zendesk_support_tickets
    union all
    by name
    select
      *
    from
      sources.zendesk_support_ticket_data
    where
      not coalesce(is_gone, false)
  )
select
  tickets.ticket_id, -- ticket
  coalesce(tickets.customer_id, tickets.requester_external_id) as declared_customer_id, -- customer, in the company's numbering
  'zendesk_support:' || coalesce(tickets.requester_id, tickets.organization_id) as requester_customer_id, -- customer, as Zendesk numbers users
  coalesce(tickets.organization, tickets.requester_name) as customer_name, -- company, or person, who asks
  tickets.requester_email_hash as email_hash, -- keyed hash of the e-mail address of who asks
  tickets.case_id, -- case that it is about
  coalesce(tickets.motive, tickets.ticket_type) as motive, -- what it is about
  coalesce(tickets.adviser_id, tickets.assignee) as adviser_id, -- who handles it
  tickets.via, -- by what means it came
  statuses.value as status, -- open, solved or deleted; null when nobody has mapped it
  tickets.group_stations > 1
  or tickets.assignee_stations > 1 as was_transferred, -- whether it was handed on
  tickets.created_at, -- when it came
  coalesce(tickets.updated_at, tickets.created_at) as recorded_at, -- when it was last changed
  tickets.source_file_id, -- file that the row was read from
  tickets.source_line, -- line of that file
  row_date (tickets.extracted_date, coalesce(tickets.synced_at, tickets.updated_at, tickets.created_at)) as extracted_date -- day of the file, or of the row
from
  tickets
  left join labels_of ('ticket_status') as statuses on statuses.label_key = label_key (tickets.status_label)
where
  statuses.value is distinct from 'deleted'
