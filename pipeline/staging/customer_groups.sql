-- Customers that hashes join to one, through other customers if need be: only when no numbering has two of its
-- customers in the group, for then one of the hashes is wrong, and nobody can say which.
-- Grain: declared_customer_id
with recursive
  links as (
    select distinct
      one.customer_id,
      other.customer_id as other_id
    from
      staging.customer_hashes as one
      join staging.customer_hashes as other on other.kind = one.kind
      and other.hash = one.hash
    where
      not one.is_shared
      and other.customer_id <> one.customer_id
  ),
  reached as (
    select
      customer_id,
      other_id
    from
      links
    union
    select
      reached.customer_id,
      links.other_id
    from
      reached
      join links on links.customer_id = reached.other_id
  ),
  numberings as (
    select distinct
      declared_customer_id as customer_id,
      numbering
    from
      staging.customer_ids
  ),
  members as (
    select
      reached.customer_id,
      numberings.numbering,
      reached.other_id
    from
      reached
      join numberings on numberings.customer_id = reached.other_id
  ),
  doubled as (
    select
      customer_id
    from
      members
    group by
      customer_id,
      numbering
    having
      count(distinct other_id) > 1
  ),
  heads as (
    select
      customer_id,
      arg_min(other_id, (customer_numbering (other_id) <> 'company', other_id)) as head_id
    from
      reached
    group by
      customer_id
  ),
  kinds as (
    select
      customer_id,
      min(kind) as kind
    from
      staging.customer_hashes
    where
      not is_shared
    group by
      customer_id
  )
select
  heads.customer_id as declared_customer_id, -- customer by what is declared
  heads.head_id as group_customer_id, -- customer that the group is called after: the company's own, where it has one
  kinds.kind as matched_by, -- email, or phone when no address joins it
  doubled.customer_id is not null as has_doubles -- whether a numbering has two of its customers in it: then it is not used
from
  heads
  join kinds on kinds.customer_id = heads.customer_id
  left join (
    select distinct
      customer_id
    from
      doubled
  ) as doubled on doubled.customer_id = heads.customer_id
