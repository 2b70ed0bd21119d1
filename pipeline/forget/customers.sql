-- Every id under which an export names a customer, with the customer that it stands for.
-- Grain: delivered_id
with
  delivered_ids as (
    select
      delivered_id
    from
      staging.customer_keys
    union
    select
      customer_id
    from
      entities.orders
    union
    select
      customer_id
    from
      entities.cases
    union
    select
      customer_id
    from
      entities.invoices
    union
    select
      customer_id
    from
      entities.contacts
    union
    select
      customer_id
    from
      entities.contracts
    union
    select
      customer_id
    from
      entities.domains
    union
    select
      customer_id
    from
      entities.letters
    union
    select
      customer_id
    from
      entities.onboardings
    union
    select
      customer_id
    from
      entities.payments
    union
    select
      customer_id
    from
      entities.requests
    union
    select
      customer_id
    from
      entities.tasks
    union
    select
      customer_id
    from
      entities.alerts
    union
    select
      customer_id
    from
      staging.accounting_entries
  )
select
  delivered_ids.delivered_id, -- id: the company's number, or system:id
  coalesce(keys.customer_id, delivered_ids.delivered_id) as customer_id -- customer that it stands for
from
  delivered_ids
  left join staging.customer_keys as keys on keys.delivered_id = delivered_ids.delivered_id
where
  delivered_ids.delivered_id is not null
order by
  delivered_id
