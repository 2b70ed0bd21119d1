-- Hashes of e-mail addresses and phone numbers, with the customers that have them. A hash that two customers of one
-- numbering share tells nothing about which of them a third id means: it joins nothing.
-- Grain: kind, hash, customer_id
with
  hashes as (
    select
      numbering,
      declared_customer_id as customer_id,
      unnest(['email', 'phone']) as kind,
      unnest([email_hash, phone_hash]) as hash
    from
      staging.customer_ids
  ),
  customers_of_numbering as (
    select
      kind,
      hash,
      numbering,
      count(distinct customer_id) as customers
    from
      hashes
    group by
      kind,
      hash,
      numbering
  ),
  shared_hashes as (
    select
      kind,
      hash,
      max(customers) > 1 as is_shared
    from
      customers_of_numbering
    group by
      kind,
      hash
  )
select distinct
  hashes.kind, -- email or phone
  hashes.hash, -- keyed hash
  hashes.customer_id, -- customer by what is declared
  shared_hashes.is_shared -- whether customers of one numbering share it
from
  hashes
  join shared_hashes on shared_hashes.kind = hashes.kind
  and shared_hashes.hash = hashes.hash
where
  hashes.hash is not null
