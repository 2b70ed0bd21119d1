-- What alert messages say, whatever system they come from: the texts are those of the programs that write them.
-- A text in the markup of Slack as people see it: links without brackets, signs without their codes.
create macro slack_plain (text) as (
  replace(
    replace(
      replace(
        replace(regexp_replace(text, '<((?:https?://|mailto:)[^|>]*)(?:\|[^>]*)?>', '\1', 'g'), 'mailto:', ''),
        '&lt;',
        '<'
      ),
      '&gt;',
      '>'
    ),
    '&amp;',
    '&'
  )
);

-- churn_risk, red_alert, nps, or other: what is not recognised is kept and counted.
create macro alert_kind (text) as (
  case
    when regexp_matches(strip_accents(lower(text)), '(churn|downsell) risk created') then 'churn_risk'
    when regexp_matches(strip_accents(lower(text)), 'rdv a ete mis a jour chez un concurrent') then 'red_alert'
    when regexp_matches(strip_accents(lower(text)), 'recommande .+ a \d{1,2} ?/ ?10') then 'nps'
    else 'other'
  end
);

-- The contact of the CRM that a link in the text leads to.
create macro alert_contact_id (text) as (nullif(regexp_extract(text, 'futuresimple\.com/crm/contacts/(\d+)', 1), ''));

-- The hash of the first e-mail address in the text.
create macro alert_email_hash (text) as (nullif(regexp_extract(text, 'email:([0-9a-f]{32})', 1), ''));

-- The score of an NPS answer; null when it is not on the scale of 0 to 10.
create macro alert_score (text) as (
  case
    when try_cast (
      nullif(regexp_extract(strip_accents(lower(text)), 'recommande .+ a (\d{1,2}) ?/ ?10', 1), '') as integer
    ) <= 10 then regexp_extract(strip_accents(lower(text)), 'recommande .+ a (\d{1,2}) ?/ ?10', 1)::integer
  end
);

-- The shop of a red alert.
create macro alert_shop (text) as (nullif(trim(regexp_extract(text, 'sur le shop (.+?) pour le \d{2}/\d{2}/\d{4}', 1)), ''));

-- When the competitor of a red alert meets the customer, a local time of France; null when there is no such day.
create macro alert_appointment_at (text) as (
  try_strptime(
    regexp_extract(text, 'pour le (\d{2}/\d{2}/\d{4})', 1) || ' ' || coalesce(nullif(regexp_extract(text, 'pour le \d{2}/\d{2}/\d{4},? *(\d{1,2}:\d{2})', 1), ''), '00:00'),
    '%d/%m/%Y %H:%M'
  ) at time zone 'Europe/Paris'
);

-- The competitor or the words of a red alert.
create macro alert_reason (text) as (nullif(trim(regexp_extract(text, 'Raison\s*:\s*([^\n]*)', 1)), ''));
