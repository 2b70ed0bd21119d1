-- How duties were met, by all that pages can be filtered by: a duty is judged when it was met, done too early, too late or never.
-- Grain: rule, missing_field, month, brand, channel, family, motive, value_band
select
  duties.rule, -- rule of data/lookups/obligation_rules.csv
  coalesce(duties.missing_field, 'none') as missing_field, -- what is not delivered; none where nothing is missing
  cuts.month, -- month of what made it due
  cuts.brand, -- brand
  cuts.channel, -- channel of the one whose duty it is
  cuts.family, -- product family
  cuts.motive, -- motive of its case; MISSING where none tells
  cuts.value_band, -- band of what hangs on it
  count_if(duties.status = 'met')::integer as met, -- done in time
  count_if(duties.status = 'early_breach')::integer as early_breaches, -- done before it was allowed
  count_if(duties.status = 'late')::integer as late, -- done too late
  count_if(duties.status = 'missing')::integer as missing, -- not done, and too late
  count_if(duties.status = 'pending')::integer as pending, -- not done, and still in time
  count_if(duties.status = 'not_computable')::integer as not_computable, -- not to be computed because something is not delivered
  coalesce(sum(duties.days_late), 0)::bigint as days_late, -- days of lateness together
  coalesce(sum(duties.days_early), 0)::bigint as days_early, -- days before the first one allowed together
  coalesce(sum(duties.at_stake_cents) filter(duties.status = 'early_breach'), 0)::bigint as early_stake_cents, -- what hung on the early ones (cents a year)
  coalesce(sum(duties.at_stake_cents) filter(duties.status in ('late', 'missing')), 0)::bigint as late_stake_cents -- what hung on the late and missing ones (cents a year)
from
  marts.obligations as duties
  join marts.obligation_cuts as cuts on cuts.obligation_id = duties.obligation_id
group by
  duties.rule,
  coalesce(duties.missing_field, 'none'),
  cuts.month,
  cuts.brand,
  cuts.channel,
  cuts.family,
  cuts.motive,
  cuts.value_band
order by
  duties.rule,
  coalesce(duties.missing_field, 'none'),
  cuts.month,
  cuts.brand,
  cuts.channel,
  cuts.family,
  cuts.motive,
  cuts.value_band
