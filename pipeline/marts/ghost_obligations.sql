-- What is due of a churn risk whose customer does not answer (D4): to give it up neither too early nor too late (a), after
-- the efforts that either document asks for (b: by telephone, text message and e-mail; c: by calls to both numbers in a
-- morning and in an afternoon), and with a note that says why (d). Which efforts are asked for is a policy (ghost.effort).
-- Grain: rule, subject_kind, subject_id
with
  judged_cases as (
    select
      silent.*,
      coalesce(silent.first_attempt_date, silent.closed_date) as trigger_date,
      if (silent.is_given_up, silent.closed_date, silent.overdue_date) as effort_date,
      if (silent.first_attempt_date is null, 'contacts.at', null) as missing_field,
      string_split(policy_on ('ghost.effort', trigger_date), ',') as efforts,
      greatest(silences.phone_date, silences.sms_date, silences.email_date) as media_date,
      concat_ws(
        ', ',
        if (silences.phone_date is null, null, 'phone'),
        if (silences.sms_date is null, null, 'sms'),
        if (silences.email_date is null, null, 'email')
      ) as media,
      silences.phone_date is null
      or silences.sms_date is null
      or silences.email_date is null as is_medium_left_out,
      concat_ws(
        ', ',
        if (silences.salon_morning_date is null, null, 'salon_morning'),
        if (silences.salon_afternoon_date is null, null, 'salon_afternoon'),
        if (silences.mobile_morning_date is null, null, 'mobile_morning'),
        if (silences.mobile_afternoon_date is null, null, 'mobile_afternoon')
      ) as calls,
      greatest(
        silences.salon_morning_date,
        silences.salon_afternoon_date,
        silences.mobile_morning_date,
        silences.mobile_afternoon_date
      ) as calls_date,
      silences.salon_morning_date is null
      or silences.salon_afternoon_date is null
      or silences.mobile_morning_date is null
      or silences.mobile_afternoon_date is null as is_call_left_out,
      silences.unknown_lines > 0 as has_unknown_line
    from
      marts.silent_cases as silent
      left join marts.case_silences as silences on silences.case_id = silent.case_id
  ),
  duties as (
    select
      case_id,
      'D4a' as rule,
      'contacts.at' as trigger_field,
      trigger_date,
      earliest_date,
      overdue_date as deadline_date,
      'days_after' as computation,
      'cases.closed_at' as done_field,
      closed_date as done_date,
      null as expected_value,
      null as observed_value,
      missing_field
    from
      judged_cases
    union all
    select
      case_id,
      'D4b' as rule,
      'contacts.at' as trigger_field,
      trigger_date,
      null as earliest_date,
      effort_date as deadline_date,
      'before_ghost' as computation,
      'contacts.medium' as done_field,
      if (is_medium_left_out, null, media_date) as done_date,
      'phone, sms, email' as expected_value,
      media as observed_value,
      missing_field
    from
      judged_cases
    where
      list_contains(efforts, 'S1')
    union all
    select
      case_id,
      'D4c' as rule,
      'contacts.at' as trigger_field,
      trigger_date,
      null as earliest_date,
      effort_date as deadline_date,
      'before_ghost' as computation,
      'contacts.called_line' as done_field,
      if (is_call_left_out, null, calls_date) as done_date,
      'salon_morning, salon_afternoon, mobile_morning, mobile_afternoon' as expected_value,
      calls as observed_value,
      coalesce(
        missing_field,
        if (
          is_call_left_out
          and has_unknown_line,
          'contacts.called_line',
          null
        )
      ) as missing_field
    from
      judged_cases
    where
      list_contains(efforts, 'S2')
    union all
    select
      judged_cases.case_id,
      'D4d' as rule,
      'cases.closed_at' as trigger_field,
      judged_cases.closed_date as trigger_date,
      null as earliest_date,
      judged_cases.closed_date as deadline_date,
      'same_day' as computation,
      'cases.has_note' as done_field,
      if (cases.has_note, judged_cases.closed_date, null) as done_date,
      null as expected_value,
      null as observed_value,
      if (cases.has_note is null, 'cases.note', null) as missing_field
    from
      judged_cases
      join marts.handled_cases as cases on cases.case_id = judged_cases.case_id
    where
      judged_cases.is_given_up
  )
select
  duties.rule, -- D4a to D4d
  'case' as subject_kind, -- a case
  duties.case_id as subject_id, -- case
  cases.customer_id, -- customer
  cases.brand, -- brand
  cases.owner_seller_id, -- seller who owns the case
  cases.owner_name, -- name of the owner
  duties.case_id, -- case
  cases.order_id, -- order that it is about
  duties.trigger_field, -- field that tells the day of the trigger
  duties.trigger_date, -- first attempt since the last answer, or day on which the case was given up
  duties.earliest_date, -- first day on which the case may be given up; null for efforts and note
  duties.deadline_date, -- last day on which it should be, or day on which it was
  duties.computation, -- formula of the deadline
  duties.done_field, -- field that tells when it was done
  duties.done_date, -- day on which the case ended, or on which the last of the efforts was made; null while not
  duties.expected_value::varchar as expected_value, -- efforts that are due; null for the others
  duties.observed_value::varchar as observed_value, -- efforts made
  duties.missing_field, -- what is not delivered; null when nothing
  cases.at_stake_cents, -- parc at risk (cents a year)
  cases.source_file_id, -- file that the case was read from
  cases.source_line -- line of that file
from
  duties
  join marts.handled_cases as cases on cases.case_id = duties.case_id
