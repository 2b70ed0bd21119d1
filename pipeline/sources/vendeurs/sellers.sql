-- Sellers' spells. The list gives the last day of a spell; a spell ends, as all intervals here, the day after.
-- Grain: source_file_id, seller_id, valid_from
select
  'vendeurs' as system, -- system that delivered the row
  seller_id, -- seller
  name, -- name
  channel_label, -- channel
  team, -- team
  manager_id, -- seller who leads the team
  role, -- role
  valid_from, -- first day of the spell
  valid_to + 1 as valid_to, -- first day after the spell; null while it lasts
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.vendeurs
