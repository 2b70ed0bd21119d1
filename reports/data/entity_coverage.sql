-- What each system tells of, and what it could and does not.
-- Grain: entity, system
select
  entity, -- kind of fact
  system, -- system that tells of it, or could
  facts, -- facts that it tells
  first_date, -- first day that they are about
  last_date, -- last day that they are about
  is_missing, -- whether the system tells nothing of it
  is_entity_missing -- whether no system does
from
  marts.entity_coverage
order by
  is_entity_missing desc,
  entity,
  is_missing,
  system
