-- Customers: all ids that stand for one are one row, and each field is the latest that any system gives of it.
-- Grain: customer_id
with
  versions as (
    select
      customers.* replace(
        coalesce(keys.customer_id, customers.customer_id) as customer_id,
        coalesce(parent_keys.customer_id, customers.parent_customer_id) as parent_customer_id
      ),
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
      left join staging.customer_keys as keys on keys.delivered_id = customers.customer_id
      left join staging.customer_keys as parent_keys on parent_keys.delivered_id = customers.parent_customer_id
    where
      is_known (extracted_date, recorded_at)
  )
select
  arg_max(system, version) as system, -- system that gave the latest version
  list_sort(list(distinct system)) as systems, -- all systems that know it
  customer_id, -- customer
  arg_max(parent_customer_id, version) as parent_customer_id, -- customer that it belongs to
  arg_max(brand, version) as brand, -- brand under which it buys
  arg_max(name, version) as name, -- name
  arg_max(postcode, version) as postcode, -- postcode
  arg_max(segment, version) as segment, -- segment, as the system calls it
  min(created_date) as created_date, -- first day on which a system knew it
  arg_max(email_hash, version) as email_hash, -- keyed hash of its e-mail address
  arg_max(phone_hash, version) as phone_hash, -- keyed hash of its phone number
  min(recorded_at) as recorded_at, -- when a system first recorded it
  arg_max(source_file_id, version) as source_file_id, -- file of the latest version
  arg_max(source_line, version) as source_line, -- line of that file
  arg_max(extracted_date, version) as extracted_date -- day on which that file was extracted
from
  versions
group by
  customer_id
