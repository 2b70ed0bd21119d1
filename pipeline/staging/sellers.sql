-- Sellers' spells in a channel and a team.
-- Grain: seller_id, valid_from
with
  latest_spells as (
    select
      *
    from
      entities.sellers
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version ((system, seller_id, valid_from), extracted_date, source_file_id, source_line)
  )
select
  spells.system, -- system that delivered the spell
  spells.seller_id, -- seller
  spells.name, -- name
  coalesce(channels.value, 'unknown') as channel, -- channel
  spells.channel_label, -- channel, as the system calls it
  spells.team, -- team
  spells.manager_id, -- seller who leads the team
  spells.role, -- role, as the system calls it
  spells.valid_from, -- first day of the spell
  spells.valid_to, -- first day after the spell; null while it lasts
  spells.recorded_at, -- when it was recorded
  spells.source_file_id, -- file that the row was read from
  spells.source_line, -- line of that file
  spells.extracted_date -- day on which the file was extracted
from
  latest_spells as spells
  left join labels_of ('channel') as channels on channels.label_key = label_key (spells.channel_label)
