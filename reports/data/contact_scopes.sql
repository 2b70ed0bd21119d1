-- How many contacts count, and how many do not and why.
-- Grain: scope
select
  scope, -- counted, or why not: automatic, system, outbound, no_direction or no_customer
  count(*) as contacts, -- contacts
  count_if(motive = 'unknown')::bigint as unnamed_contacts, -- of these, of which nobody wrote down the motive
  min(contact_date) as first_date, -- first day
  max(contact_date) as last_date -- last day
from
  marts.service_contacts
group by
  scope
order by
  scope
