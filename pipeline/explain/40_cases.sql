-- requests of the customer about it
-- Grain: case_id
select
  cases.case_id, -- case
  cases.kind, -- kind
  local_date (cases.opened_at) as opened_date, -- opened
  local_date (cases.closed_at) as closed_date, -- closed
  cases.outcome, -- outcome
  cases.first_channel as channel, -- received by
  cases.competitor, -- competitor
  place_text (cases.source_file_id, cases.source_line) as told_by -- told by
from
  staging.cases
where
  cases.order_id = getvariable ('order_id')
  or cases.case_id in (
    select
      case_id
    from
      staging.orders
    where
      order_id = getvariable ('order_id')
  )
order by
  cases.opened_at,
  cases.case_id
