-- The list of motives says one thing only: every motive has a family, and no label has two on one day. A label of a brand
-- may differ from that of all brands.
-- Grain: source_line
with
  known_motives as (
    select distinct
      motive
    from
      lookups.motive_families
  ),
  problems as (
    select
      labels.source_line,
      labels.label,
      labels.motive,
      case
        when labels.motive is not null
        and known_motives.motive is null then 'motive without a family'
        when count(distinct coalesce(labels.motive, '')) over (
          partition by
            labels.system,
            labels.brand,
            label_key (labels.label),
            labels.valid_from
        ) > 1 then 'label with two motives'
        when labels.valid_from is null then 'label without a day'
      end as problem
    from
      lookups.motives as labels
      left join known_motives on known_motives.motive = labels.motive
  )
select
  source_line, -- line of data/lookups/motives.csv
  label, -- label
  motive, -- its motive
  problem -- what is wrong
from
  problems
where
  problem is not null
