-- Every id under which a system knows a customer, with what is declared about it: the company's number that the system
-- itself carries, and the row of the crosswalk, which goes before it. Ids that only the crosswalk knows are here too.
-- Grain: delivered_id
with
  versions as (
    select
      *,
      row_number() over (
        order by
          extracted_date nulls first,
          -- What files of one day do not agree on must not depend on their bytes.
          system,
          source_file_id,
          source_line
      ) as version
    from
      entities.customers
    where
      is_known (extracted_date, recorded_at)
  ),
  known_ids as (
    select
      customer_id as delivered_id,
      arg_max(same_as_customer_id, version) as declared_id,
      arg_max(email_hash, version) as email_hash,
      arg_max(phone_hash, version) as phone_hash
    from
      versions
    group by
      customer_id
  ),
  crosswalk as (
    select
      if (system = 'company', customer_id, system || ':' || customer_id) as delivered_id,
      canonical_customer_id
    from
      lookups.customer_crosswalk
    where
      is_known (date, null)
  )
select
  coalesce(known_ids.delivered_id, crosswalk.delivered_id) as delivered_id, -- id: the company's number, or system:id
  customer_numbering (coalesce(known_ids.delivered_id, crosswalk.delivered_id)) as numbering, -- system that numbers so, or company
  known_ids.delivered_id is not null as is_delivered, -- whether an export has it; else only the crosswalk
  known_ids.declared_id, -- id that its system declares to be the same customer
  coalesce(crosswalk.canonical_customer_id, of_declared.canonical_customer_id) as crosswalk_id, -- id that the crosswalk puts in its place
  coalesce(
    crosswalk.canonical_customer_id,
    of_declared.canonical_customer_id,
    known_ids.declared_id,
    known_ids.delivered_id,
    crosswalk.delivered_id
  ) as declared_customer_id, -- customer by what is declared alone
  known_ids.email_hash, -- keyed hash of its e-mail address, the latest that is given
  known_ids.phone_hash -- keyed hash of its phone number, the latest that is given
from
  known_ids
  full join crosswalk on crosswalk.delivered_id = known_ids.delivered_id
  left join crosswalk as of_declared on of_declared.delivered_id = known_ids.declared_id
