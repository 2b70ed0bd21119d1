-- What happened to each cancelled unit on its way through the company: whether its seller was told and when, who acted first,
-- how much was cut of what was asked for, whether the CRM has a case of it, and whose order it was. Orders that were only
-- written again are no cancellations.
-- Grain: cancellation_id
with
  units as (
    select
      cancelled.*,
      losses.loss_company_cents,
      losses.loss_parc_cents,
      coalesce(cancelled.recorded_date, cancelled.cancel_date) as done_date,
      orders.assignment,
      orders.source_file_id,
      orders.source_line
    from
      marts.cancelled_units as cancelled
      join marts.cancellations as losses on losses.cancellation_id = cancelled.cancellation_id
      join staging.orders on orders.order_id = cancelled.order_id
    where
      losses.type <> 'admin_reissue'
  ),
  told as (
    select
      units.cancellation_id,
      requests.request_id,
      requests.told_date,
      responses.responder,
      -- The seller acts by taking charge of the request, or by reaching for the customer.
      least(
        if (requests.recipient_id = units.seller_id, requests.taken_at, null),
        if (responses.responder = 'original_seller', responses.responded_at, null)
      ) as seller_acted_at,
      if (responses.responder in ('retention_desk', 'other'), responses.responded_at, null) as other_acted_at,
      coalesce(case_units.case_id, named_cases.case_id) as case_id
    from
      units
      left join marts.cancellation_requests as requests on requests.cancellation_id = units.cancellation_id
      left join marts.case_units on case_units.cancellation_id = units.cancellation_id
      left join marts.first_responses as responses on responses.case_id = case_units.case_id
      left join (
        select distinct
          case_id
        from
          staging.cases
      ) as named_cases on named_cases.case_id = units.case_id
  )
select
  units.cancellation_id, -- cancelled unit: order and day of the cut
  units.order_id, -- order
  units.customer_id, -- customer
  units.channel, -- channel of the sale
  units.done_date, -- local day on which the cancellation was recorded, else that of the cut
  told.request_id, -- request by which the seller was told; null when there is none
  told.told_date, -- local day of that request
  units.done_date - told.told_date as notice_days, -- days that the seller was given; below zero when told afterwards
  local_date (told.seller_acted_at) as seller_acted_date, -- local day on which the seller took charge or reached for the customer; null when not known to have
  told.seller_acted_at <= told.other_acted_at as is_seller_before_others, -- whether before anybody else; null when only one of them is known to have acted
  told.other_acted_at is not null as has_other_acted, -- whether somebody else is known to have reached for the customer first
  told.case_id, -- case of it in the CRM; null when there is none
  units.assignment, -- seller, delegated (of the DVR to a seller) or unknown
  units.is_explicit_partial, -- whether it is an MO-: only what was asked for was cut
  units.lines > 1
  or units.is_explicit_partial as could_be_partial, -- whether a part could have been asked for: an MO-, or several lines cut
  scopes.is_scope_imputed, -- whether nobody wrote down what the customer asked to drop
  units.loss_company_cents, -- CA that the company lost by it, what replaces it counted (cents)
  units.loss_parc_cents, -- parc lost by it (cents a year)
  units.source_file_id, -- file that the order was read from
  units.source_line -- line of that file
from
  units
  join told on told.cancellation_id = units.cancellation_id
  join marts.loss_counterfactuals as scopes on scopes.cancellation_id = units.cancellation_id
