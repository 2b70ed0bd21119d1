-- How many contacts count, and how many do not and why, by all that the page can be filtered by.
-- Grain: month, brand, scope
select
  first_of_month (contacts.contact_date) as month, -- month of the contact
  coalesce(customers.brand, 'unknown') as brand, -- brand of the customer
  contacts.scope, -- counted, or why not: automatic, system, outbound, no_direction or no_customer
  count(*)::integer as contacts, -- contacts
  count_if(contacts.motive = 'unknown')::integer as unnamed_contacts -- of these, of which nobody wrote down the motive
from
  marts.service_contacts as contacts
  left join staging.customers on customers.customer_id = contacts.customer_id
group by
  first_of_month (contacts.contact_date),
  coalesce(customers.brand, 'unknown'),
  contacts.scope
order by
  month,
  brand,
  scope
