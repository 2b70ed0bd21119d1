-- When contracts end that are left by letter, by brand and the day from which that holds (data/lookups/letter_regimes.csv).
-- Two spellings of one brand are one.
create macro letter_regimes () as table
select
  label_key (brand) as brand_key,
  valid_from,
  arg_max(regime, source_line) as regime
from
  lookups.letter_regimes
group by
  label_key (brand),
  valid_from;
