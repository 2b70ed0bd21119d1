-- How many saves of each channel last as days pass, over all time, while enough of them are followed.
-- Grain: channel, days
select
  channel, -- channel of the owner of the case, or all
  days, -- days after the save
  at_risk_saves, -- saves known to last until then
  lasting_share, -- share that still lasts after it, 0 to 1
  survival_low (lasting_share, hazards, parameter ('wilson.z')) as lasting_low, -- lower bound of its 95 % interval
  survival_high (lasting_share, hazards, parameter ('wilson.z')) as lasting_high -- upper bound of its 95 % interval
from
  marts.save_survivals
where
  period = 'all'
  and at_risk_saves >= parameter ('cell.hidden_below')
order by
  channel,
  days
