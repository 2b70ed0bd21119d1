-- How the case about a letter ended when the customer was not kept (D5): as lost, never as given up, even when the customer
-- cannot be reached. The one who waits does so until the deadline of the letter: a case that is given up before has given
-- that time away; one that is given up after it still has to be passed as lost.
-- Grain: rule, subject_kind, subject_id
with
  ended_letters as (
    select
      letters.*,
      duties.deadline_date,
      duties.earliest_date,
      duties.computation,
      duties.missing_field,
      duties.at_stake_cents
    from
      marts.letter_cases as letters
      join marts.letter_obligations as duties on duties.subject_id = letters.letter_id
      and duties.subject_kind = letters.subject_kind
    where
      letters.outcome in ('lost', 'ghost')
      and letters.closed_date is not null
  )
select
  'D5' as rule, -- rule
  subject_kind, -- letter (of the follow file) or case (no letter in the follow file)
  letter_id as subject_id, -- letter
  customer_id, -- customer who wrote
  brand, -- brand that the letter is about
  owner_seller_id, -- seller who owns the case about it
  owner_name, -- name of the owner
  case_id, -- case about it
  order_id, -- order that the case is about
  received_field as trigger_field, -- field that tells the day of receipt
  received_date as trigger_date, -- day of receipt
  if (outcome = 'ghost', earliest_date, null) as earliest_date, -- first day on which anything may be given up: the deadline, under the policy of waiting
  deadline_date, -- deadline of the letter
  computation, -- formula of the deadline
  'cases.outcome' as done_field, -- field that tells how it ended
  case
    when outcome = 'lost' then received_date
    when closed_date < earliest_date then closed_date
  end as done_date, -- day of receipt where it ended as it should; day on which it was given up before the deadline; else null
  'lost' as expected_value, -- how it should end
  outcome as observed_value, -- how it ended
  missing_field, -- what is not known; null when nothing
  at_stake_cents, -- parc at risk when the case was opened (cents a year)
  source_file_id, -- file that the letter was read from
  source_line -- line of that file
from
  ended_letters
