-- Recent calls and messages to customers that follow a contact, one by one, with the line of the file that has them.
-- Grain: system, contact_id
select
  calls.system, -- system that delivered the contact
  calls.contact_id, -- call or message
  calls.customer_id, -- customer
  customers.name as customer_name, -- name of the customer
  coalesce(customers.brand, 'unknown') as brand, -- brand of the customer
  first_of_month (calls.contact_date) as month, -- month
  calls.contact_date, -- local day
  calls.motive, -- what it was about, as the system calls it
  episodes.motive as episode_motive, -- what the customer got in touch about
  calls.contact_date - episodes.first_contact_date as days, -- days since the customer first did
  files.name as file_name, -- file
  calls.source_line -- line of that file
from
  marts.contact_follow_ups as calls
  join marts.contact_episodes as episodes on episodes.episode_id = calls.episode_id
  cross join meta.run as runs
  left join staging.customers on customers.customer_id = calls.customer_id
  left join meta.files as files on files.file_id = calls.source_file_id
where
  calls.contact_date > runs.as_of - parameter ('contact.listed_days')::integer
order by
  calls.contact_date desc,
  calls.system,
  calls.contact_id
