-- How the duties of each rule were met, by the month of the trigger, and by brand or by channel of the owner. Those that
-- cannot be judged, or not yet, are beside the rate and not in it.
-- Grain: rule, period, cut, cut_value
with
  grouped_duties as (
    select
      obligations.rule,
      unnest(['all', strftime(obligations.trigger_date, '%Y-%m')]) as period,
      cuts.cut.name as cut,
      cuts.cut.value as cut_value,
      obligations.status,
      obligations.days_late,
      obligations.days_early
    from
      marts.obligations
      cross join unnest(
        [
          {'name': 'all', 'value': 'all'},
          {'name': 'brand', 'value': coalesce(obligations.brand, 'unknown')},
          {'name': 'channel', 'value': obligations.owner_channel}
        ]
      ) as cuts (cut)
  ),
  counts as (
    select
      rule,
      period,
      cut,
      cut_value,
      count(*) as obligations,
      count_if(status = 'met') as met,
      count_if(status = 'late') as late,
      count_if(status = 'missing') as missing,
      count_if(status = 'early_breach') as early_breaches,
      count_if(status = 'pending') as pending,
      count_if(status = 'not_computable') as not_computable,
      met + late + missing + early_breaches as judged,
      coalesce(sum(days_late), 0)::bigint as days_late,
      coalesce(sum(days_early), 0)::bigint as days_early
    from
      grouped_duties
    group by
      rule,
      period,
      cut,
      cut_value
  )
select
  rule, -- rule
  period, -- all, or month of the trigger (yyyy-mm)
  cut, -- what duties are cut by: all, brand or channel
  cut_value, -- which part of the cut
  obligations, -- duties
  met, -- done in time
  late, -- done too late
  missing, -- not done, and too late
  early_breaches, -- done before it was allowed
  judged, -- of these four kinds
  met / nullif(judged, 0) as met_rate, -- met to judged, 0 to 1
  wilson_low (met, judged, parameter ('wilson.z')) as met_low, -- lower bound of its 95 % interval
  wilson_high (met, judged, parameter ('wilson.z')) as met_high, -- upper bound of its 95 % interval
  pending, -- not done, and still in time
  not_computable, -- not to be computed because something is not delivered
  days_late, -- days of lateness, of late and missing ones together
  days_early, -- days before the first one allowed, of early ones together
  judged >= parameter ('cell.hidden_below')
  and judged < parameter ('cell.fragile_below') as is_fragile, -- few
  judged < parameter ('cell.hidden_below') as is_hidden -- too few for a rate to mean anything
from
  counts
