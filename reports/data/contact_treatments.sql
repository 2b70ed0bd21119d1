-- Why customers get in touch and what the treatment takes, by all that the page can be filtered by.
-- Grain: month, brand, contact_motive
select
  month, -- month of the first contact; of re-contacts, of the contact before
  brand, -- brand of the customer
  motive as contact_motive, -- what customers got in touch about
  episodes::integer as episodes, -- episodes
  contacts::integer as contacts, -- contacts of customers in them
  settled_episodes::integer as settled_episodes, -- episodes in which no more is to come
  settled_contacts::integer as settled_contacts, -- steps of these: contacts of customers
  settled_transfers::integer as settled_transfers, -- steps: contacts that were handed on
  settled_follow_ups::integer as settled_follow_ups, -- steps: calls and messages back
  one_step_episodes::integer as one_step_episodes, -- settled in one step
  two_step_episodes::integer as two_step_episodes, -- settled in two
  three_step_episodes::integer as three_step_episodes, -- settled in three
  more_step_episodes::integer as more_step_episodes, -- settled in more
  contacts_met_episodes::integer as contacts_met_episodes, -- settled within the contacts allowed
  contacts_judged_episodes::integer as contacts_judged_episodes, -- settled, or beyond them
  pending_episodes::integer as pending_episodes, -- neither settled nor beyond them
  untargeted_episodes::integer as untargeted_episodes, -- of a motive without a target
  delay_met_episodes::integer as delay_met_episodes, -- settled within the days allowed
  delay_judged_episodes::integer as delay_judged_episodes, -- settled, or beyond them
  followable_contacts::integer as followable_contacts, -- mature contacts, those of one day counted once
  followed_contacts::integer as followed_contacts -- of these, followed by another within the window
from
  marts.contact_cells
order by
  month,
  brand,
  contact_motive
