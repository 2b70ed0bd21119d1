-- Eligible case episodes: cases of one customer about one order, each opened within days of the one before, are one
-- request. An episode opens with its first case and ends as its last. Duplicates, cases created by mistake and losses
-- before the service began are not requests to leave.
-- Grain: case_id
with
  eligible as (
    select
      *,
      local_date (opened_at) as opened_date,
      coalesce(order_id, '') as object_id
    from
      staging.cases
    where
      status not in ('duplicate', 'error')
      and outcome <> 'prechurn_lost'
  ),
  marked as (
    select
      *,
      coalesce(
        opened_date - lag (opened_date) over (
          partition by
            customer_id,
            object_id
          order by
            opened_at,
            case_id
        ) > parameter ('episode.days'),
        true
      ) as is_first
    from
      eligible
  ),
  numbered as (
    select
      *,
      count_if(is_first) over (
        partition by
          customer_id,
          object_id
        order by
          opened_at,
          case_id rows unbounded preceding
      ) as episode
    from
      marked
  )
select
  arg_min(case_id, (opened_at, case_id)) as case_id, -- first case of the episode
  list(
    case_id
    order by
      opened_at,
      case_id
  ) as case_ids, -- all its cases
  customer_id, -- customer
  any_value(order_id) as order_id, -- order that it is about; null when no case names one
  arg_min(kind, (opened_at, case_id)) as kind, -- what the customer wanted at first
  arg_min(brand, (opened_at, case_id)) as brand, -- brand that the case was opened under; null when no case says
  min(opened_date) as opened_date, -- local day on which it was opened
  local_date (arg_max_null(closed_at, (opened_at, case_id))) as closed_date, -- local day of its end; null while open
  arg_max(outcome, (opened_at, case_id)) as crm_outcome, -- outcome, as the customer system has it
  arg_min(first_channel, (opened_at, case_id)) as first_channel, -- channel that received the request
  arg_max_null(owner_seller_id, (opened_at, case_id)) as owner_seller_id -- seller who owns the last case
from
  numbered
group by
  customer_id,
  object_id,
  episode
