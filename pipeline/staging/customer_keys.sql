-- The customer that each delivered id stands for: by the crosswalk, by what its system declares, by hashes of addresses
-- and phone numbers, in this order; never by a name. An id that nothing joins stands for itself.
-- Grain: delivered_id
select
  ids.delivered_id, -- id: the company's number, or system:id
  if (coalesce(groups.has_doubles, true), ids.declared_customer_id, groups.group_customer_id) as customer_id, -- customer that it stands for
  ids.numbering, -- system that numbers so, or company
  case
    when ids.crosswalk_id is not null then 'crosswalk'
    when ids.declared_id <> ids.delivered_id then 'declared'
    when not groups.has_doubles
    and groups.group_customer_id <> ids.declared_customer_id then groups.matched_by
    else 'none'
  end as matched_by -- crosswalk, declared, email, phone, or none: it stands for itself
from
  staging.customer_ids as ids
  left join staging.customer_groups as groups on groups.declared_customer_id = ids.declared_customer_id
