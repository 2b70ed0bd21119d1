-- Charges of subscriptions that are orders of their own. Zuora shortens a charge that is ended; the line keeps the term
-- that was agreed, with the day of the cut beside it. The amount is that of the term at the monthly price.
-- Grain: source_file_id, order_id, line_no
with
  terms as (
    select
      *,
      if (
        is_recurring
        and (
          is_cancelled
          or is_taken_out
        ),
        coalesce(term_end_date, end_date),
        end_date
      ) as agreed_end_date,
      case
        when is_cancelled then subscription_end_date
        when is_taken_out then end_date
      end as cut_date
    from
      zuora.charges
    where
      order_number is null
  )
select
  'zuora' as system, -- system that delivered the row
  subscription_name as order_id, -- order
  place as line_no, -- line within the order
  coalesce(rate_plan, product) as family, -- product family: the rate plan
  name as product, -- product: the charge
  coalesce(
    if (is_recurring, term_amount_cents (mrr_cents, start_date, agreed_end_date), tcv_cents),
    tcv_cents,
    0
  ) as amount_cents, -- amount of the whole term (cents)
  start_date as term_start_date, -- first day of service
  agreed_end_date as term_end_date, -- first day no longer served; null when none was agreed
  is_recurring, -- whether the line belongs to the parc
  start_date as delivered_date, -- day on which a one-off line is delivered
  cut_date as cancel_requested_date, -- day on which the customer asked to end the line: not told, the day of the cut
  cut_date, -- first day no longer served because the line was cancelled
  if (cut_date is null, null, changed_at) as cancel_recorded_at, -- when the cancellation was recorded
  case
    when cut_date is not null then if (is_cancelled, 'Total', 'Partial')
  end as cancel_scope_label, -- whole order or some lines
  cancel_reason, -- reason of the cancellation
  recorded_at, -- when the first version of the subscription was made
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day of the file, or of the row
from
  terms
