-- Conditions of the attribution rules that are words of a closed list, one a row, and whether the list has the word.
-- Grain: source_line, name, word
with
  conditions as (
    select
      source_line,
      unnest(
        [
          {name: 'measure', words: [measure]},
          {name: 'motives', words: string_split(motives, ' + ')},
          {name: 'original_channel', words: [original_channel]},
          {name: 'rebooking_channel', words: [rebooking_channel]},
          {name: 'assignment', words: [assignment]},
          {name: 'first_contact', words: [first_contact]}
        ],
        recursive := true
      )
    from
      lookups.attribution_rules
  ),
  told as (
    select distinct
      source_line,
      name,
      unnest(words) as word
    from
      conditions
  ),
  vocabularies as (
    select
      vocabulary,
      list_sort(list_distinct(list(value) || ['unknown'])) as words
    from
      lookups.labels
    where
      vocabulary in ('channel', 'assignment')
    group by
      vocabulary
    union all
    select
      'motives' as vocabulary,
      list_sort(list_distinct(list(motive) || ['MISSING', 'UNMAPPED', 'MULTI_NO_PRIMARY'])) as words
    from
      lookups.motives
    union all
    from
      (
        values
          ('measure', ['CA', 'VJE', 'VJR', 'parc']),
          ('first_contact', ['none', 'original_seller', 'other', 'rebooking_seller'])
      ) as fixed (vocabulary, words)
  )
select
  told.source_line, -- line of data/lookups/attribution_rules.csv
  told.name, -- column of the file
  told.word, -- word in it
  list_contains(vocabularies.words, told.word) as is_known, -- whether it is one of the list
  array_to_string(vocabularies.words, ', ') as known_words -- the list
from
  told
  join vocabularies on vocabularies.vocabulary = if (told.name like '%_channel', 'channel', told.name)
where
  told.word is not null
