-- Cancellations and what is asked of the way they took: each question with the cancellations that it can be asked of, and
-- whether it went so, went otherwise, or nobody knows. not_told: telesales was not told before its order was cancelled.
-- short_notice: it was told, with too few days to act. seller_not_first: the seller was not the first to act.
-- whole_cut: only a part was asked for, and more was cut. not_traced: the CRM has no case of it. delegated: the order was
-- the DVR's, delegated to a seller. accounting_only: accounting alone cancelled the order.
-- Grain: cancellation_id, finding
with
  delivered as (
    select
      exists (
        from
          staging.requests
      ) as has_requests,
      exists (
        from
          staging.cases
      ) as has_cases
  ),
  asked as (
    select
      units.*,
      unnest(
        [
          {
            finding: 'not_told',
            is_asked: units.channel = 'telesales',
            is_found: if (delivered.has_requests, coalesce(units.notice_days < 0, true), null)
          },
          {
            finding: 'short_notice',
            is_asked: units.channel = 'telesales'
            and coalesce(units.notice_days >= 0, false),
            is_found: units.notice_days < parameter ('process.least_days')
          },
          {
            finding: 'seller_not_first',
            is_asked: true,
            is_found: case
              when units.seller_acted_date <= units.done_date
              and coalesce(units.is_seller_before_others, true) then false
              when units.seller_acted_date is not null
              or units.has_other_acted
              or units.request_id is not null then true
            end
          },
          {
            finding: 'whole_cut',
            is_asked: units.could_be_partial,
            is_found: if (units.is_scope_imputed, null, not units.is_explicit_partial)
          },
          {
            finding: 'not_traced',
            is_asked: true,
            is_found: if (delivered.has_cases, units.case_id is null, null)
          },
          {
            finding: 'delegated',
            is_asked: true,
            is_found: if (units.assignment = 'unknown', null, units.assignment = 'delegated')
          },
          {finding: 'accounting_only', is_asked: true, is_found: false}
        ],
        recursive := true
      )
    from
      marts.cancellation_processes as units
      cross join delivered
  ),
  untold_parcs as (
    select
      order_id,
      sum(parc_cents) as parc_cents
    from
      staging.order_lines
    group by
      order_id
  ),
  findings as (
    select
      cancellation_id,
      finding,
      order_id,
      customer_id,
      channel,
      done_date,
      is_found,
      notice_days,
      case_id,
      loss_company_cents,
      loss_parc_cents,
      source_file_id,
      source_line
    from
      asked
    where
      is_asked
    union all
    by name
    select
      untold.order_id || '@' || coalesce(untold.from_date, untold.credit_date) as cancellation_id,
      'accounting_only' as finding,
      untold.order_id,
      untold.customer_id,
      coalesce(untold.channel, 'unknown') as channel,
      untold.credit_date as done_date,
      true as is_found,
      untold.credited_cents as loss_company_cents,
      untold_parcs.parc_cents::bigint as loss_parc_cents,
      untold.source_file_id,
      untold.source_line
    from
      marts.untold_cancellations as untold
      left join untold_parcs on untold_parcs.order_id = untold.order_id
  )
select
  cancellation_id, -- cancelled unit: order and day of the cut, or of the credit note
  finding, -- not_told, short_notice, seller_not_first, whole_cut, not_traced, delegated or accounting_only
  order_id, -- order
  customer_id, -- customer
  channel, -- channel of the sale
  done_date, -- local day on which it was recorded
  is_found, -- whether it went so; null when nobody knows
  notice_days, -- days that the seller was given; null when nobody told
  case_id, -- case of it in the CRM; null when there is none
  loss_company_cents, -- CA that the company lost by it, what replaces it counted (cents)
  loss_parc_cents, -- parc lost by it (cents a year); null when the order tool does not know the order
  source_file_id, -- file that the order, or the credit note, was read from
  source_line -- line of that file
from
  findings
