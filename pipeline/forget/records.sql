-- Records of exports about the customers that the variable `forgotten` lists, by every id that an export has of them:
-- all versions, not the latest alone, and what hangs on their orders and cases. Of a ledger whole entries, and only
-- those in which no other customer stands: half an entry would not balance.
-- Grain: source_file_id, source_line
with
  forgotten as (
    select
      unnest(getvariable ('forgotten')) as customer_id
  ),
  forgotten_orders as (
    select distinct
      order_id
    from
      entities.orders
      semi join forgotten using (customer_id)
    where
      order_id is not null
  ),
  forgotten_cases as (
    select distinct
      case_id
    from
      entities.cases
      semi join forgotten using (customer_id)
    where
      case_id is not null
  ),
  records as (
    select
      source_file_id,
      source_line
    from
      entities.customers
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.orders
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.order_lines
      semi join forgotten_orders using (order_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.premiums
      semi join forgotten_orders using (order_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.cases
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.case_events
      semi join forgotten_cases using (case_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.case_reasons
      semi join forgotten_cases using (case_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.contacts
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      staging.told_alerts
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.alerts
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.invoices
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.invoices
      semi join forgotten_orders using (order_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.contracts
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.domains
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.letters
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.onboardings
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.payments
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.requests
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.requests
      semi join forgotten_orders using (order_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.tasks
      semi join forgotten using (customer_id)
    union
    select
      source_file_id,
      source_line
    from
      entities.actions
      join forgotten on forgotten.customer_id = actions.unit_value
    union
    select
      entries.source_file_id,
      unnest(list(entries.source_line)) as source_line
    from
      staging.accounting_entries as entries
    group by
      entries.source_file_id,
      entries.journal_code,
      entries.entry_no
    having
      bool_or(
        entries.third_party_id in (
          from
            forgotten
        )
        or entries.customer_id in (
          from
            forgotten
        )
      )
      and count(distinct entries.third_party_id) = 1
  )
select
  source_file_id, -- file that holds the record, by its content
  source_line -- line of that file
from
  records
order by
  source_file_id,
  source_line
