-- Charges of subscriptions, in the version of the subscription that counts: the one of the same day, or told last before,
-- or first after. A segment is a line. What is used and then billed (usage) has no amount beforehand, and is left out.
-- Grain: source_file_id, source_line
with
  exported_charges as (
    select
      *
    from
      sources.zuora_rate_plan_charges
    union all
    by name
    select
      *
    from
      sources.zuora_charges_abonnement
  ),
  charges as (
    select
      *,
      row_date (extracted_date, synced_at) as row_date
    from
      exported_charges
    where
      not coalesce(is_gone, false)
      and label_key (charge_type) <> 'usage'
  ),
  subscribed_charges as (
    select
      charges.*,
      subscriptions.name as subscription_name,
      subscriptions.order_number,
      subscriptions.is_cancelled,
      subscriptions.term_end_date,
      subscriptions.end_date as subscription_end_date,
      subscriptions.cancel_reason,
      subscriptions.recorded_at,
      subscriptions.changed_at
    from
      charges
      join zuora.subscriptions as subscriptions on subscriptions.subscription_id = charges.subscription_id
    qualify
      row_number() over (
        partition by
          charges.source_file_id,
          charges.source_line
        order by
          coalesce(subscriptions.extracted_date > charges.row_date, false),
          abs(subscriptions.extracted_date - charges.row_date),
          subscriptions.source_file_id
      ) = 1
  )
select
  charge_id, -- charge
  charge_number, -- number of the charge
  subscription_name, -- number of the subscription
  order_number, -- order of an order tool; null for an order of its own
  row_number() over (
    partition by
      source_file_id,
      subscription_name
    order by
      charge_number,
      segment,
      charge_id
  )::integer as place, -- place among the charges of the subscription, from 1
  name, -- name
  product, -- product
  rate_plan, -- rate plan
  label_key (charge_type) = 'recurring' as is_recurring, -- whether it recurs
  mrr_cents, -- monthly amount (cents)
  tcv_cents, -- amount of the whole term (cents)
  start_date, -- first day
  end_date, -- first day after the end
  is_cancelled, -- whether the subscription was cancelled
  -- A charge that would last as long as its subscription and ends before was taken out of it.
  not is_cancelled
  and coalesce(is_last_segment, true)
  and label_key (replace(end_condition, ' ', '')) = 'subscriptionend'
  and end_date < term_end_date as is_taken_out, -- whether it alone was ended
  term_end_date, -- first day after the term of the subscription
  subscription_end_date, -- first day after its end
  cancel_reason, -- reason of its cancellation
  recorded_at, -- when the first version of the subscription was made
  changed_at, -- when this version was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  row_date as extracted_date -- day of the file, or of the row
from
  subscribed_charges
