-- The day on which the loss by a letter takes effect (PED) is keyed in as the rule says (D1b, D2b), for contracts that end with
-- a month: on its deadline at the latest.
-- Grain: rule, subject_kind, subject_id
select
  duties.rule || 'b' as rule, -- D1b or D2b
  duties.subject_kind, -- letter (of the follow file) or case (no letter in the follow file)
  duties.subject_id, -- letter
  duties.customer_id, -- customer who wrote
  duties.brand, -- brand that the letter is about
  duties.owner_seller_id, -- seller who owns the case about it
  duties.owner_name, -- name of the owner, or the account manager of the appointment
  duties.case_id, -- case about it
  duties.order_id, -- order that the case is about
  duties.trigger_field, -- field that tells the day of receipt
  duties.trigger_date, -- day of receipt
  null::date as earliest_date, -- any day
  duties.deadline_date, -- deadline of the letter
  duties.computation, -- formula of the deadline
  'letters.ped' as done_field, -- field that is keyed in
  if (letters.ped = duties.deadline_date, duties.trigger_date, null) as done_date, -- day of receipt where it is right; else null
  duties.deadline_date::varchar as expected_value, -- day that is right
  letters.ped::varchar as observed_value, -- day that is keyed in; null when none
  if (
    not exists (
      from
        marts.letter_cases
      where
        ped is not null
    ),
    'letters.ped',
    null
  ) as missing_field, -- what no system delivers; null when one does
  duties.at_stake_cents, -- parc at risk when the case was opened (cents a year)
  duties.source_file_id, -- file that the letter was read from
  duties.source_line -- line of that file
from
  marts.letter_obligations as duties
  join marts.letter_cases as letters on letters.letter_id = duties.subject_id
  and letters.subject_kind = duties.subject_kind
where
  duties.rule in ('D1', 'D2')
