-- How long customers have not answered, case by case: what the company tried since their last answer, up to the end of the
-- case. An attempt is a call or a message of a person that names the case; an answer is a contact of the customer that
-- names it. What names no case says nothing about it.
-- Grain: case_id
with
  told_contacts as (
    select
      cases.case_id,
      contacts.direction,
      contacts.medium,
      contacts.called_line,
      contacts.at,
      local_date (contacts.at) as contact_date,
      hour(
        contacts.at at time zone (
          select
            time_zone
          from
            meta.run
        )
      ) < parameter ('ghost.noon_hour') as is_morning
    from
      staging.contacts
      join marts.handled_cases as cases on cases.case_id = contacts.case_id
      and contacts.at >= cases.opened_at
      and coalesce(contacts.at <= cases.closed_at, true)
    where
      not coalesce(contacts.is_automatic, false)
  ),
  answers as (
    select
      case_id,
      max(told_contacts.at) as answered_at
    from
      told_contacts
    where
      direction = 'inbound'
    group by
      case_id
  ),
  attempts as (
    select
      told_contacts.*
    from
      told_contacts
      left join answers on answers.case_id = told_contacts.case_id
    where
      told_contacts.direction = 'outbound'
      and coalesce(told_contacts.at > answers.answered_at, true)
  )
select
  case_id, -- case
  count(*) as attempts, -- calls and messages since the last answer
  min(contact_date) as first_attempt_date, -- day of the first of them
  min(contact_date) filter(medium = 'phone') as phone_date, -- first day of a call
  min(contact_date) filter(medium = 'sms') as sms_date, -- first day of a text message
  min(contact_date) filter(medium = 'email') as email_date, -- first day of an e-mail
  count_if(medium = 'phone') as calls, -- calls
  count_if(
    medium = 'phone'
    and called_line is null
  ) as unknown_lines, -- calls of which nothing says to which number they went
  min(contact_date) filter(
    medium = 'phone'
    and called_line = 'salon'
    and is_morning
  ) as salon_morning_date, -- first day of a call to the salon in a morning
  min(contact_date) filter(
    medium = 'phone'
    and called_line = 'salon'
    and not is_morning
  ) as salon_afternoon_date, -- the same in an afternoon
  min(contact_date) filter(
    medium = 'phone'
    and called_line = 'mobile'
    and is_morning
  ) as mobile_morning_date, -- first day of a call to the mobile in a morning
  min(contact_date) filter(
    medium = 'phone'
    and called_line = 'mobile'
    and not is_morning
  ) as mobile_afternoon_date -- the same in an afternoon
from
  attempts
group by
  case_id
