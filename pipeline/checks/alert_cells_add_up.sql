-- What the page on alerts is filtered by tells every alert once: no alert is lost where its brand and the band of its customer
-- are looked up, and announced requests are those of the recall.
-- Grain: measure
with
  counts as (
    select
      'alerts' as measure,
      (
        select
          count(*)
        from
          marts.alert_cuts
      ) as in_cells,
      (
        select
          count(*)
        from
          marts.alert_messages
      ) as counted
    union all
    select
      'handled alerts' as measure,
      (
        select
          coalesce(sum(handled_alerts), 0)
        from
          marts.alert_days
      ) as in_cells,
      (
        select
          count_if(is_handled)
        from
          marts.alert_handlings
      ) as counted
    union all
    select
      'announced requests' as measure,
      (
        select
          count_if(announced <> 'none')
        from
          marts.announced_requests
      ) as in_cells,
      (
        select
          coalesce(sum(announced_requests), 0)
        from
          marts.alert_recalls
        where
          handled = 'all'
      ) as counted
    union all
    select
      'episodes that count' as measure,
      (
        select
          coalesce(sum(episodes), 0)
        from
          marts.alert_quality
        where
          handled = 'all'
      ) as in_cells,
      (
        select
          count_if(is_counted)
        from
          marts.alert_outcomes
      ) as counted
  )
select
  measure, -- what is counted
  in_cells, -- by what the page is filtered by
  counted -- without
from
  counts
where
  in_cells <> counted
