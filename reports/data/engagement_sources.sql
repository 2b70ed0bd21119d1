-- By what the day is known since which customers are engaged.
-- Grain: source
select
  coalesce(engagement_source, 'none') as source, -- contract, onboarding, first_payment, or none: nothing tells it
  count(*) as customers, -- customers
  min(engagement_date) as first_date, -- first of these days
  max(engagement_date) as last_date -- last of them
from
  marts.engagement_dates
group by
  engagement_source
order by
  customers desc,
  source
