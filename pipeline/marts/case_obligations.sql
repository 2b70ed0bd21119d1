-- What a case is to be keyed in with: the day since which the customer is engaged (D15), and what is billed a month, excluding
-- VAT (D16). It is right or wrong on the day on which the case is opened.
-- Grain: rule, subject_kind, subject_id
with
  cases as (
    select
      *,
      local_date (opened_at) as opened_date,
      system in (
        select
          system
        from
          staging.cases
        where
          mrr_cents is not null
      ) as has_amounts,
      system in (
        select
          system
        from
          staging.cases
        where
          engagement_date is not null
      ) as has_engagements
    from
      staging.cases
    where
      status not in ('duplicate', 'error')
  ),
  duties as (
    select
      cases.*,
      'D15' as rule,
      'cases.engagement_date' as done_field,
      engagements.engagement_date || ' (' || engagements.engagement_source || ')' as expected_value,
      cases.engagement_date::varchar as observed_value,
      cases.engagement_date = engagements.engagement_date as is_right,
      case
        when not cases.has_engagements then 'cases.engagement_date'
        when engagements.engagement_date is null then 'contracts.service_start_date'
      end as missing_field
    from
      cases
      left join marts.engagement_dates as engagements on engagements.customer_id = cases.customer_id
    union all
    by name
    select
      cases.*,
      'D16' as rule,
      'cases.mrr_cents' as done_field,
      money_text (amounts.billed_mrr_cents) as expected_value,
      money_text (cases.mrr_cents) || if (amounts.agreement = 'with_vat', ' (VAT)', '') as observed_value,
      amounts.agreement = 'agrees' as is_right,
      case
        when not cases.has_amounts then 'cases.mrr_cents'
        when coalesce(amounts.billed_mrr_cents, 0) <= 0 then 'invoices.amount_cents'
      end as missing_field
    from
      cases
      join marts.case_amounts as amounts on amounts.case_id = cases.case_id
  )
select
  duties.rule, -- D15 for the day of engagement, D16 for the amount
  'case' as subject_kind, -- a case
  duties.case_id as subject_id, -- case
  duties.customer_id, -- customer
  coalesce(duties.brand, customers.brand) as brand, -- brand of the case, else of the customer
  duties.owner_seller_id, -- seller who owns it
  duties.owner_name, -- name of the owner
  duties.case_id, -- case
  duties.order_id, -- order that it is about
  'cases.opened_at' as trigger_field, -- field that tells when it was opened
  duties.opened_date as trigger_date, -- day on which it was opened
  null::date as earliest_date, -- the same day
  if (duties.missing_field is null, duties.opened_date, null) as deadline_date, -- the same day; null when it cannot be computed
  if (duties.missing_field is null, 'same_day', 'none') as computation, -- formula of the deadline
  duties.done_field, -- field that is keyed in
  if (duties.is_right, duties.opened_date, null) as done_date, -- day on which it was opened, where it is right; else null
  duties.expected_value, -- what is right; null when nothing tells it
  duties.observed_value, -- what is keyed in; null when nothing
  duties.missing_field, -- what is not delivered; null when nothing
  stakes.at_risk_parc_cents as at_stake_cents, -- parc at risk when it was opened (cents a year)
  duties.source_file_id, -- file that the case was read from
  duties.source_line -- line of that file
from
  duties
  left join staging.customers on customers.customer_id = duties.customer_id
  left join marts.case_stakes as stakes on stakes.case_id = duties.case_id
