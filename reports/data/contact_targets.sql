-- What is declared of the motives of contacts: what can be settled at once, and what a treatment may take.
-- Grain: motive
select
  motive, -- what customers get in touch about
  is_first_level, -- whether whoever answers first can settle it; null when nobody has said so
  resolution_target, -- share that is to be resolved at first contact, 0 to 1; null without a target
  max_contacts, -- contacts that a treatment may take; null without a target
  max_delay_days -- days that it may take; null without a target
from
  marts.contact_motives
order by
  motive
