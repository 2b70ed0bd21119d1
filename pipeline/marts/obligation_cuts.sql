-- What duties are filtered by: the same as cases. Family and motive are those of the case that the duty belongs to, else the
-- family with the largest amount of its order; what neither tells is unknown.
-- Grain: obligation_id
with
  -- A duty may be about any case of an episode, which is known by its first one.
  case_families as (
    select
      cases.case_id,
      min(cuts.family) as family,
      min(motives.motive) as motive
    from
      (
        select
          case_id as episode_id,
          unnest(case_ids) as case_id
        from
          marts.case_episodes
      ) as cases
      left join marts.case_cuts as cuts on cuts.case_id = cases.episode_id
      left join marts.case_motives as motives on motives.case_id = cases.episode_id
    group by
      cases.case_id
  ),
  order_families as (
    select
      order_id,
      arg_min(family, (- amount_cents, family)) as family
    from
      (
        select
          order_id,
          coalesce(family, 'unknown') as family,
          sum(amount_cents) as amount_cents
        from
          staging.order_lines
        group by
          order_id,
          coalesce(family, 'unknown')
      ) as amounts
    group by
      order_id
  )
select
  duties.obligation_id, -- duty
  first_of_month (duties.trigger_date) as month, -- month of what made it due
  coalesce(duties.brand, customers.brand, 'unknown') as brand, -- brand of the duty, else of the customer
  coalesce(duties.owner_channel, 'unknown') as channel, -- channel of the one whose duty it is
  coalesce(cases.family, orders.family, 'unknown') as family, -- product family of its case, else of its order
  coalesce(cases.motive, 'MISSING') as motive, -- motive of its case; MISSING where none tells
  coalesce(bands.band, 'unknown') as value_band -- band of what hangs on it; unknown where that is not known
from
  marts.obligations as duties
  left join staging.customers on customers.customer_id = duties.customer_id
  left join case_families as cases on cases.case_id = duties.case_id
  left join order_families as orders on orders.order_id = duties.order_id
  left join value_bands () as bands on duties.at_stake_cents >= bands.lower_cents
  and coalesce(duties.at_stake_cents < bands.upper_cents, true)
