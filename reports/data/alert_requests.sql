-- Requests to leave that a red alert could have announced, and whether one did, by all that the page can be filtered by.
-- Grain: month, brand, value_band, announced
select
  first_of_month (request_date) as month, -- month of the request
  brand, -- brand
  value_band, -- band of the parc before it
  announced, -- by an episode that was handled, not_handled or unknown; none when no alert announced it
  count(*)::integer as requests -- requests
from
  marts.announced_requests
group by
  first_of_month (request_date),
  brand,
  value_band,
  announced
order by
  month,
  brand,
  value_band,
  announced
