-- Settled episodes by the days from their first to their last contact, by all that the page can be filtered by.
-- Grain: month, brand, contact_motive, days
with
  settled as (
    select
      first_of_month (episodes.first_contact_date) as month,
      coalesce(customers.brand, 'unknown') as brand,
      episodes.motive,
      episodes.last_contact_date - episodes.first_contact_date as days,
      count(*) as episodes
    from
      marts.contact_episodes as episodes
      left join staging.customers on customers.customer_id = episodes.customer_id
    where
      episodes.is_settled
    group by all
  )
select
  month, -- month of the first contact
  brand, -- brand of the customer
  motive as contact_motive, -- what customers got in touch about
  days::varchar as days, -- days from the first to the last contact
  episodes::integer as settled_episodes -- episodes in which no more is to come
from
  settled
order by
  month,
  brand,
  motive,
  settled.days
