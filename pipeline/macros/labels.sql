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

-- What the labels of each system, of a brand or (null) of all brands, stand for on the as-of day
-- (data/lookups/motives.csv): the latest row that has come into force; one without a motive takes the label back. Two
-- spellings of one label are one.
create macro motives_in_force () as table
select
  system,
  brand,
  label_key (label) as label_key,
  arg_max_null(motive, (valid_from, source_line)) as motive
from
  lookups.motives
where
  has_come (valid_from)
group by
  system,
  brand,
  label_key (label);

-- The same of one system, whatever the brand.
create macro motives_of (wanted) as table
select
  label_key,
  motive
from
  motives_in_force ()
where
  system = wanted
  and brand is null;

-- The family of each motive on the as-of day (data/lookups/motive_families.csv).
create macro motive_families () as table
select
  motive,
  arg_max(family, (valid_from, source_line)) as family
from
  lookups.motive_families
where
  has_come (valid_from)
group by
  motive;
