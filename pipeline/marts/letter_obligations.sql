-- What is due for each letter of a customer who was not kept: to pass the account as lost on the day on which its contract
-- ends (D1 to D3). Before that day there is still time to save it, and under the policy of waiting (letter_ghost.policy)
-- nobody gives that time away; after it the company bills what it may not.
-- Grain: rule, subject_kind, subject_id
with
  ruled_letters as (
    select
      *,
      parameter_on ('letter.split_day', received_date) as split_day,
      policy_on ('letter_ghost.policy', received_date) as ghost_policy,
      policy_on ('deadline.inclusive', received_date) = 'true' as is_inclusive
    from
      marts.letter_cases
    where
      outcome not in ('saved', 'saved_partial')
  ),
  due_letters as (
    select
      *,
      letter_deadline (regime, received_date, split_day) - if (is_inclusive, 0, 1) as deadline_date
    from
      ruled_letters
  )
select
  case
    when letters.regime = 'same_day' then 'D3'
    when letters.regime is null then 'D1_D3'
    when day(letters.received_date) <= letters.split_day then 'D1'
    else 'D2'
  end as rule, -- D1, D2 or D3; D1_D3 where nobody has said when contracts of the brand end
  letters.subject_kind, -- letter (of the follow file) or case (no letter in the follow file)
  letters.letter_id as subject_id, -- letter
  letters.customer_id, -- customer who wrote
  letters.brand, -- brand that the letter is about
  letters.owner_seller_id, -- seller who owns the case about it
  letters.owner_name, -- name of the owner, or the account manager of the appointment
  letters.case_id, -- case about it
  letters.order_id, -- order that the case is about
  letters.received_field as trigger_field, -- field that tells the day of receipt
  letters.received_date as trigger_date, -- day of receipt
  if (letters.ghost_policy = 'wait', letters.deadline_date, null) as earliest_date, -- first day allowed: the deadline itself under the policy of waiting; null when any
  letters.deadline_date, -- last day in time; null when it cannot be computed
  case
    when letters.regime = 'same_day' then 'same_day_next_month'
    when letters.regime is null then 'none'
    when day(letters.received_date) <= letters.split_day then 'month_end'
    else 'next_month_end'
  end as computation, -- formula of the deadline
  letters.lost_field as done_field, -- field that tells when it was done
  letters.lost_date as done_date, -- day on which the account was passed as lost; null while it is not
  null::varchar as expected_value, -- no duty about a value
  null::varchar as observed_value, -- no duty about a value
  if (letters.regime is null, 'letter_regimes.regime', null) as missing_field, -- what is not known; null when nothing
  stakes.at_risk_parc_cents as at_stake_cents, -- parc at risk when the case was opened (cents a year)
  letters.source_file_id, -- file that the letter was read from
  letters.source_line -- line of that file
from
  due_letters as letters
  left join marts.case_stakes as stakes on stakes.case_id = letters.case_id
