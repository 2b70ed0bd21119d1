-- What is declared of the motives of contacts, as it holds on the as-of day: what can be settled by whoever answers first
-- (data/lookups/contact_motives.csv), and how many contacts and days a treatment may take (data/lookups/contact_targets.csv).
-- Two spellings of a motive are one. An episode is held against the targets of its own day, not against these.
-- Grain: motive_key
with
  levels as (
    select
      label_key (motive) as motive_key,
      arg_max(motive, (valid_from, source_line)) as motive,
      arg_max_null(is_first_level, (valid_from, source_line)) as is_first_level,
      arg_max_null(resolution_percent, (valid_from, source_line)) as resolution_percent
    from
      lookups.contact_motives
    where
      has_come (valid_from)
    group by
      label_key (motive)
  ),
  targets as (
    select
      label_key (motive) as motive_key,
      arg_max(motive, (valid_from, source_line)) as motive,
      arg_max_null(max_contacts, (valid_from, source_line)) as max_contacts,
      arg_max_null(max_delay_days, (valid_from, source_line)) as max_delay_days
    from
      lookups.contact_targets
    where
      has_come (valid_from)
    group by
      label_key (motive)
  )
select
  coalesce(targets.motive_key, levels.motive_key) as motive_key, -- motive, as labels are compared
  coalesce(targets.motive, levels.motive) as motive, -- motive, as the lists spell it
  levels.is_first_level, -- whether whoever answers first can settle it; null when nobody has said so
  levels.resolution_percent / 100 as resolution_target, -- share of episodes to be resolved at first contact, 0 to 1; null without one
  targets.max_contacts, -- contacts that a treatment may take; null without a target
  targets.max_delay_days -- days that it may take; null without a target
from
  targets
  full join levels on levels.motive_key = targets.motive_key
