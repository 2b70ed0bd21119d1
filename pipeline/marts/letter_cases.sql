-- Letters by which customers ask to leave, with the case about each and what the brand's contracts say: those of the follow
-- file, and those that only a case tells of. The follow file is the register of letters: what it does not say was not done;
-- without it the case is what there is. The case about a letter names its customer and its day of receipt.
-- Grain: letter_id
with
  cases as (
    select
      *,
      local_date (closed_at) as closed_date
    from
      staging.cases
    where
      status not in ('duplicate', 'error')
      and letter_received is distinct from false
      and fiscal_churn_received_on is not null
  ),
  registered_letters as (
    select
      *,
      concat_ws('|', customer_id, brand, received_date) as letter_id
    from
      staging.letters
    qualify
      row_number() over (
        partition by
          letter_id
        order by
          system
      ) = 1
  ),
  letters_with_cases as (
    select
      letters.*,
      cases.case_id
    from
      registered_letters as letters
      left join cases on cases.customer_id = letters.customer_id
      and cases.fiscal_churn_received_on = letters.received_date
    qualify
      -- Of several cases about one letter, the one of its brand, then the last.
      row_number() over (
        partition by
          letters.letter_id
        order by
          cases.brand = letters.brand desc nulls last,
          cases.opened_at desc nulls last,
          cases.case_id desc
      ) = 1
  ),
  all_letters as (
    select
      letter_id,
      'letter' as subject_kind,
      customer_id,
      brand,
      received_date,
      'letters.received_date' as received_field,
      case_id,
      account_manager,
      call_outcome,
      ped,
      lost_date,
      'letters.lost_date' as lost_field,
      source_file_id,
      source_line
    from
      letters_with_cases
    union all
    select
      concat_ws('|', 'case', cases.case_id) as letter_id,
      'case' as subject_kind,
      cases.customer_id,
      coalesce(cases.brand, customers.brand) as brand,
      cases.fiscal_churn_received_on as received_date,
      'cases.fiscal_churn_received_on' as received_field,
      cases.case_id,
      null as account_manager,
      null as call_outcome,
      null as ped,
      if (cases.outcome = 'lost', cases.closed_date, null) as lost_date,
      'cases.closed_at' as lost_field,
      cases.source_file_id,
      cases.source_line
    from
      cases
      anti join registered_letters as letters on letters.customer_id = cases.customer_id
      and letters.received_date = cases.fiscal_churn_received_on
      left join staging.customers on customers.customer_id = cases.customer_id
    where
      cases.letter_received
  )
select
  letters.letter_id, -- letter: customer, brand and day of receipt, or the case that tells of it
  letters.subject_kind, -- letter (of the follow file) or case (no letter in the follow file)
  letters.customer_id, -- customer who wrote
  letters.brand, -- brand that the letter is about
  letters.received_date, -- day of receipt
  letters.received_field, -- field that tells it
  regimes.regime, -- when contracts of the brand end: month_end or same_day; null when nobody has said
  letters.case_id, -- case about it
  cases.order_id, -- order that the case is about
  cases.owner_seller_id, -- seller who owns the case
  coalesce(cases.owner_name, letters.account_manager) as owner_name, -- name of the owner, or the account manager of the appointment
  coalesce(cases.outcome, outcomes.value, 'open') as outcome, -- saved, saved_partial, lost, ghost, prechurn_lost, open or unknown: of the case, else of the call
  cases.closed_date, -- day on which the case was closed; null while open
  coalesce(letters.ped, cases.ped) as ped, -- day on which the loss takes effect, as keyed in the follow file, else on the case
  letters.lost_date, -- day on which the account was passed as lost; null while it is not
  letters.lost_field, -- field that tells it
  letters.source_file_id, -- file that it was read from
  letters.source_line -- line of that file
from
  all_letters as letters
  left join cases on cases.case_id = letters.case_id
  left join labels_of ('case_outcome') as outcomes on outcomes.label_key = label_key (letters.call_outcome)
  asof left join letter_regimes () as regimes on regimes.brand_key = label_key (letters.brand)
  and regimes.valid_from <= letters.received_date
