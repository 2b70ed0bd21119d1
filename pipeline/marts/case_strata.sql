-- What kind of case it is: what makes one harder to keep than another, and what channels are compared within.
-- Grain: case_id
select
  episodes.case_id, -- first case of the episode
  motives.motive, -- motive that it counts under
  bands.band as value_band, -- band of the amount at risk
  coalesce(episodes.brand, customers.brand, 'unknown') as brand, -- brand of the case, or of the customer
  coalesce(stakes.family, 'unknown') as family, -- product family of the lines at risk, or several
  coalesce(stakes.is_delegated, false) as is_delegated -- whether an order at risk was handed to another holder than its seller
from
  marts.case_episodes as episodes
  join marts.case_motives as motives on motives.case_id = episodes.case_id
  left join marts.case_stakes as stakes on stakes.case_id = episodes.case_id
  left join staging.customers on customers.customer_id = episodes.customer_id
  left join value_bands () as bands on coalesce(stakes.at_risk_ca_cents, 0) >= bands.lower_cents
  and coalesce(coalesce(stakes.at_risk_ca_cents, 0) < bands.upper_cents, true)
