-- Who of the company first reached for the customer after a request, and how soon: the first call or message of a person to
-- the customer, or the first step of a person on the case before the day of its end, which itself is no response. Who had
-- signed an order at risk is told apart from the retention desk and from everybody else.
-- Grain: case_id
with
  requests as (
    select
      outcomes.case_id,
      outcomes.customer_id,
      cases.opened_at,
      outcomes.outcome_date,
      coalesce(outcomes.outcome_date, runs.as_of) as last_date,
      coalesce(stakes.seller_ids, []) as seller_ids
    from
      marts.case_outcomes as outcomes
      cross join meta.run as runs
      join staging.cases on cases.case_id = outcomes.case_id
      left join marts.case_stakes as stakes on stakes.case_id = outcomes.case_id
  ),
  responses as (
    select
      requests.case_id,
      contacts.at as responded_at,
      contacts.adviser_id as seller_id
    from
      requests
      join staging.contacts on contacts.customer_id = requests.customer_id
      and contacts.at >= requests.opened_at
      and local_date (contacts.at) <= requests.last_date
    where
      contacts.direction = 'outbound'
      and not coalesce(contacts.is_automatic, false)
    union all
    select
      requests.case_id,
      events.at as responded_at,
      events.actor_seller_id as seller_id
    from
      requests
      join staging.case_events as events on events.case_id = requests.case_id
      and events.at >= requests.opened_at
      and coalesce(local_date (events.at) < requests.outcome_date, true)
    where
      events.actor_seller_id is not null
  ),
  first_ones as (
    select
      case_id,
      min(responded_at) as responded_at,
      local_date (min(responded_at)) as responded_date,
      arg_min(seller_id, (responded_at, seller_id)) as seller_id
    from
      responses
    group by
      case_id
  )
select
  requests.case_id, -- first case of the episode
  first_ones.responded_at, -- when somebody first reached for the customer; null when nobody is known to have
  first_ones.responded_date - local_date (requests.opened_at) as delay_days, -- days after the request
  first_ones.seller_id, -- who it was
  case
    when first_ones.case_id is null then 'nobody'
    when list_contains(requests.seller_ids, first_ones.seller_id) then 'original_seller'
    when spells.channel = 'retention' then 'retention_desk'
    else 'other'
  end as responder -- original_seller, retention_desk, other, or nobody who is known
from
  requests
  left join first_ones on first_ones.case_id = requests.case_id
  left join staging.sellers as spells on spells.seller_id = first_ones.seller_id
  and spells.valid_from <= first_ones.responded_date
  and first_ones.responded_date < coalesce(spells.valid_to, date 'infinity')
