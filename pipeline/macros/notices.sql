-- What a line of a notice says: behind its label and a colon.
create macro notice_line (body, label) as (nullif(trim(regexp_extract(body, '(?i)(?:^|\n)\s*' || label || '\s*:[ \t]*([^\n]+)', 1)), ''));

-- An instant as notices write it, such as 03/03/2026 à 09h05, a local time of France; null when it is none.
create macro notice_instant (text) as (
  try_strptime(
    regexp_extract(text, '\d{2}/\d{2}/\d{4}') || ' ' || regexp_replace(regexp_extract(text, '\d{4}.*?(\d{1,2}\s?[h:]\s?\d{2})', 1), '\s?[h:]\s?', ':'),
    '%d/%m/%Y %H:%M'
  ) at time zone 'Europe/Paris'
);
