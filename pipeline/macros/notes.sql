-- The choices of a multi-select cell, cut by an expression. Lists as programs write them lose brackets and quotes.
create macro choices (cell, separator) as (
  list_filter(
    list_transform(
      string_split_regex(cell, separator),
      lambda choice: trim(choice, ' "[]' || chr(9) || chr(10) || chr(13) || chr(160))
    ),
    lambda choice: choice <> ''
  )
);

-- A label of a note block as a regular expression: in any case, with or without accents, with any blank and apostrophe.
create macro note_label_pattern (label) as (
  replace(
    replace(
      replace(
        replace(
          replace(
            replace(replace(regexp_replace(label_key (label), '[.+*?()]', '[\0]', 'g'), 'a', '[aàâ]'), 'e', '[eéèê]'),
            'i',
            '[iîï]'
          ),
          'o',
          '[oô]'
        ),
        'u',
        '[uùû]'
      ),
      '''',
      '[''’]'
    ),
    ' ',
    '[\s\x{00a0}]+'
  )
);

-- One expression for the labels of each field of a note block (vocabulary note_field), and one for all of them, under an
-- empty name. They are made once: an expression that is read from a table is compiled anew for every note.
set variable note_patterns = (
  select
    map_from_entries(list((field, pattern)))
  from
    (
      select
        coalesce(value, '') as field,
        '(?i)(' || string_agg(
          note_label_pattern (label),
          '|'
          order by
            length(label) desc,
            label
        ) || ')' as pattern
      from
        lookups.labels
      where
        vocabulary = 'note_field'
      group by
        grouping sets ((value), ())
    ) as patterns
);

-- A note with a mark before and behind each label that people paste into notes, so that a value ends where the next
-- label begins, whatever the order.
create macro marked_note (note) as (
  regexp_replace(
    nfc_normalize(note),
    getvariable ('note_patterns') [''] || '\s*(?:\([^)]*\)\s*)?:',
    chr(29) || '\1' || chr(30),
    'g'
  )
);

-- What a note says of a field: the words behind its label, on that line or the next one; null when there are none, or
-- only a word for none. A field that is filled twice has its first value.
create macro note_value (note, field) as (
  nullif(
    regexp_replace(
      trim(
        regexp_extract(
          marked_note (note),
          '\x1d' || getvariable ('note_patterns') [field] || '\x1e[^\S\n]*\r?\n?([^\r\n\x1d]*)',
          2
        ),
        ' .' || chr(9) || chr(160)
      ),
      '(?i)^([-–/?]*|non|aucune?|n[ée]ant|n/?a|rien|ras)$',
      ''
    ),
    ''
  )
);

-- The labels of a list, each once, at the first of its places.
create macro distinct_labels (labels) as (
  list_filter(
    labels,
    lambda label,
    place: list_position(list_transform(labels, lambda other: label_key (other)), label_key (label)) = place
  )
);
