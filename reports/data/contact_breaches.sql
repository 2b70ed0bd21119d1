-- Broken targets of recent episodes, one by one, with the line of the file that has the first contact.
-- Grain: episode_id, target
select
  dues.episode_id, -- episode: system and number of its first contact
  dues.target, -- contacts or delay
  dues.customer_id, -- customer
  customers.name as customer_name, -- name of the customer
  coalesce(customers.brand, 'unknown') as brand, -- brand of the customer
  first_of_month (local_date (dues.breached_at)) as month, -- month in which the target was broken
  dues.motive, -- what it is about
  dues.first_contact_date, -- local day on which it began
  episodes.last_contact_date, -- local day of its last contact so far
  dues.allowed, -- contacts, or days, that it may take
  dues.used, -- contacts, or days, that it has taken
  dues.status, -- late (settled beyond the target) or missing (not settled)
  local_date (dues.breached_at) as breached_date, -- local day on which the target was broken; of a delay, the day after its last
  files.name as file_name, -- file with the first contact
  episodes.source_line -- line of that file
from
  marts.contact_obligations as dues
  join marts.contact_episodes as episodes on episodes.episode_id = dues.episode_id
  cross join meta.run as runs
  left join staging.customers on customers.customer_id = dues.customer_id
  left join meta.files as files on files.file_id = episodes.source_file_id
where
  dues.status in ('late', 'missing')
  and local_date (dues.breached_at) > runs.as_of - parameter ('contact.listed_days')::integer
order by
  dues.breached_at desc,
  dues.episode_id,
  dues.target
