-- Subscriptions of all exports of Zuora, each in its latest version that counts: a change makes a new version and lets
-- the one before expire; a draft does not count yet.
-- Grain: source_file_id, name
with
  versions as (
    select
      *
    from
      sources.zuora_subscriptions
    union all
    by name
    select
      *
    from
      sources.zuora_abonnements
  ),
  latest_versions as (
    select
      *
    from
      versions
    where
      not coalesce(is_gone, false)
      and label_key (status) not in ('draft', 'expired')
    qualify
      row_number() over (
        partition by
          source_file_id,
          name
        order by
          version desc nulls last,
          coalesce(updated_at, created_at) desc nulls last,
          source_line desc
      ) = 1
  )
select
  subscriptions.subscription_id, -- the version that counts
  subscriptions.name, -- number of the subscription
  subscriptions.status, -- status
  label_key (subscriptions.status) in ('cancelled', 'canceled') as is_cancelled, -- whether it was cancelled
  'zuora:' || coalesce(subscriptions.account_number, numbers.account_number, subscriptions.account_id) as customer_id, -- customer
  subscriptions.account_name, -- name of the account
  subscriptions.order_number, -- order of an order tool that it bills; null for an order of its own
  coalesce(
    subscriptions.contract_effective_date,
    subscriptions.start_date,
    cast(subscriptions.original_created_at at time zone 'UTC' as date)
  ) as signed_date, -- day of the contract
  subscriptions.term_end_date, -- first day after the current term
  coalesce(subscriptions.cancelled_date, subscriptions.end_date) as end_date, -- first day after the end
  subscriptions.cancel_reason, -- reason of the cancellation
  coalesce(subscriptions.original_created_at, subscriptions.created_at) as recorded_at, -- when its first version was made
  coalesce(subscriptions.updated_at, subscriptions.created_at) as changed_at, -- when this version was last changed
  subscriptions.source_file_id, -- file that the row was read from
  subscriptions.source_line, -- line of that file
  row_date (
    subscriptions.extracted_date,
    coalesce(subscriptions.synced_at, subscriptions.updated_at, subscriptions.created_at)
  ) as extracted_date -- day of the file, or of the row
from
  latest_versions as subscriptions
  left join zuora.account_numbers as numbers on numbers.account_id = subscriptions.account_id
