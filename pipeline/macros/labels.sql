-- A label as it is compared: people and systems differ in case, accents and kinds of blank, and mean the same.
create macro label_key (label) as (strip_accents(lower(trim(regexp_replace(label, '[\s\x{00a0}\x{202f}]+', ' ', 'g')))));

-- The values that the labels of a vocabulary stand for (data/lookups/labels.csv). Two spellings of one label are one.
create macro labels_of (wanted) as table
select distinct
  label_key (label) as label_key,
  value
from
  lookups.labels
where
  vocabulary = wanted;

-- The motives that the labels of a system stand for (data/lookups/motives.csv). Two spellings of one label are one.
create macro motives_of (wanted) as table
select distinct
  label_key (label) as label_key,
  motive
from
  lookups.motives
where
  system = wanted;
