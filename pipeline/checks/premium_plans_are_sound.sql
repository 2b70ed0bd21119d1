-- Every row of data/lookups/premium_plans.csv can be used: it says what it pays on, from when, and no two rows of a plan
-- hold on the same day.
-- Grain: source_line
select
  source_line, -- line of the file
  plan, -- plan
  issue -- what is wrong, and the way out
from
  marts.premium_plans
where
  issue is not null
order by
  source_line
