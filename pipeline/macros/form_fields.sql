-- The answer to one question of a form in notes: behind the question and a colon, on its line or on the next one.
create macro form_field (notes, question) as (
  nullif(
    trim(regexp_extract(notes, '(?i)(?:^|\n)\s*\**' || question || '\**\s*:[ \t]*\n?[ \t]*([^\n]+)', 1)),
    ''
  )
);

-- A day as people key it in, dd/mm/yyyy or yyyy-mm-dd; null when it is none.
create macro keyed_in_date (text) as (coalesce(try_strptime(text, '%Y-%m-%d'), try_strptime(text, '%d/%m/%Y'))::date);
