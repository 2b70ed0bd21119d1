-- Every row of data/lookups/attribution_rules.csv can be used: it is complete, its words are known, each of its two shares
-- makes a whole, no two rows claim the same place on the same days, and a row without conditions catches what is left.
-- Grain: source_line
select
  source_line, -- line of the file
  rule, -- rule
  measure, -- measure
  issue -- what is wrong, and the way out
from
  marts.attribution_rules
where
  issue is not null
order by
  source_line
