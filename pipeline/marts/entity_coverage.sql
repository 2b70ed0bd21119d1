-- What the exports tell of, kind of fact by kind of fact, and which systems that could tell of it do not. A fact that two
-- systems tell counts for both.
-- Grain: entity, system
with
  facts as (
    select
      'accounting_entries' as entity,
      system,
      entry_date as fact_date
    from
      staging.accounting_entries
    union all
    select
      'actions' as entity,
      system,
      start_date as fact_date
    from
      staging.actions
    union all
    select
      'alerts' as entity,
      unnest(systems) as system,
      local_date (alerts.at) as fact_date
    from
      staging.alerts
    union all
    select
      'case_events' as entity,
      system,
      local_date (case_events.at) as fact_date
    from
      staging.case_events
    union all
    select
      'case_reasons' as entity,
      system,
      local_date (recorded_at) as fact_date
    from
      staging.case_reasons
    union all
    select
      'cases' as entity,
      system,
      local_date (opened_at) as fact_date
    from
      staging.cases
    union all
    select
      'contacts' as entity,
      system,
      local_date (contacts.at) as fact_date
    from
      staging.contacts
    union all
    select
      'contracts' as entity,
      system,
      sent_date as fact_date
    from
      staging.contracts
    union all
    select
      'customers' as entity,
      unnest(systems) as system,
      local_date (recorded_at) as fact_date
    from
      staging.customers
    union all
    select
      'domains' as entity,
      system,
      local_date (auto_renew_changed_at) as fact_date
    from
      staging.domains
    union all
    select
      'incidents' as entity,
      unnest(systems) as system,
      local_date (started_at) as fact_date
    from
      staging.incidents
    union all
    select
      'invoices' as entity,
      system,
      invoice_date as fact_date
    from
      staging.invoices
    union all
    select
      'letters' as entity,
      system,
      received_date as fact_date
    from
      staging.letters
    union all
    select
      'onboardings' as entity,
      system,
      onboarding_start_date as fact_date
    from
      staging.onboardings
    union all
    select
      'order_lines' as entity,
      system,
      term_start_date as fact_date
    from
      staging.order_lines
    union all
    select
      'orders' as entity,
      system,
      signed_date as fact_date
    from
      staging.orders
    union all
    select
      'payments' as entity,
      system,
      charged_date as fact_date
    from
      staging.payments
    union all
    select
      'premiums' as entity,
      system,
      premium_month as fact_date
    from
      staging.premiums
    union all
    select
      'requests' as entity,
      system,
      local_date (created_at) as fact_date
    from
      staging.requests
    union all
    select
      'sellers' as entity,
      system,
      valid_from as fact_date
    from
      staging.sellers
    union all
    select
      'tasks' as entity,
      system,
      created_date as fact_date
    from
      staging.tasks
  ),
  told as (
    select
      entity,
      system,
      count(*) as facts,
      min(fact_date) as first_date,
      max(fact_date) as last_date
    from
      facts
    group by
      entity,
      system
  )
select
  entity, -- kind of fact: a table of staging
  system, -- system that tells of it, or could
  coalesce(told.facts, 0) as facts, -- facts that it tells, as far as they are known
  told.first_date, -- first day that they are about
  told.last_date, -- last day that they are about
  told.facts is null as is_missing, -- whether the system tells nothing of it
  bool_and(told.facts is null) over (
    partition by
      entity
  ) as is_entity_missing -- whether no system does
from
  lookups.feeds
  full join told using (entity, system)
