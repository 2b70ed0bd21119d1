-- The crosswalk names each id once, and the id that it puts in its place is not itself replaced.
-- Grain: system, customer_id
select
  rows.system, -- numbering of the id, or company
  rows.customer_id, -- id
  rows.canonical_customer_id -- id in its place
from
  lookups.customer_crosswalk as rows
  left join lookups.customer_crosswalk as next on if (next.system = 'company', next.customer_id, next.system || ':' || next.customer_id) = rows.canonical_customer_id
where
  next.customer_id is not null
  or rows.system is null
  or rows.customer_id is null
  or rows.canonical_customer_id is null
union all
select
  system, -- numbering of the id, or company
  customer_id, -- id
  min(canonical_customer_id) as canonical_customer_id -- id in its place
from
  lookups.customer_crosswalk
group by
  system,
  customer_id
having
  count(*) > 1
