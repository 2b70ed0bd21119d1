-- Salesforce cases of all its exports: reports in either locale, data exports and loaders. A case that was thrown away
-- is left out. A file whose name has no day counts from the day of the row: that of its copy, or of its last change.
-- Grain: source_file_id, source_line
with
  reported_cases as (
    select
      *
    from
      sources.salesforce_cases
    union all
    by name
    select
      *
    from
      sources.salesforce_cases_uk
  ),
  delivered_cases as (
    select
      *
    from
      sources.salesforce_case_export
    where
      not coalesce(is_deleted, false)
      and not coalesce(is_gone, false)
  ),
  cases as (
    select
      *,
      extracted_date as told_date
    from
      reported_cases
    union all
    by name
    select
      *,
      cast(coalesce(synced_at, recorded_at, opened_at) at time zone 'Europe/Paris' as date) as told_date
    from
      delivered_cases
  )
select
  case_id, -- case
  salesforce_customer_id (coalesce(customer_id, account_id)) as customer_id, -- customer, by the company's number if it is there
  salesforce_customer_id (account_id) as account_customer_id, -- customer, by the record id of the account
  customer_name, -- name of the customer
  brand, -- brand
  kind_label, -- what the customer wants
  status_label, -- status
  opened_at, -- when it was opened
  closed_at, -- when it was closed; null while open
  outcome_label, -- outcome
  first_channel_label, -- channel that received the request
  owner_seller_id, -- seller who owns it
  owner_name, -- name of the owner
  amount_at_risk_cents, -- amount at risk, as keyed in (cents)
  order_id, -- order that it is about
  letter_received, -- whether a letter was received
  fiscal_churn_received_on, -- day on which the letter was received
  ped, -- day on which the loss takes effect
  engagement_date, -- day since which the customer is engaged, as noted
  case_origin, -- origin
  competitor, -- competitor named
  missing_feature, -- feature said to be missing
  reasons, -- reasons, separated by semicolons
  description, -- description, with the note block
  coalesce(recorded_at, opened_at) as recorded_at, -- when it was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  told_date as extracted_date -- day on which the file was extracted, or from which the row counts
from
  cases
