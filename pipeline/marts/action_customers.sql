-- Customers on whom an action is tried one by one, in groups by the month in which it began with them.
-- Grain: trial_id, customer_id
select
  units.trial_id, -- trial
  units.unit_value as customer_id, -- customer
  strftime(units.first_month, '%Y-%m') as unit_value, -- group: the first month that counts as exposed
  teams.brand -- brand
from
  marts.action_units as units
  join marts.customer_teams as teams on teams.customer_id = units.unit_value
where
  units.unit = 'customer'
