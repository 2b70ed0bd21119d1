-- Episodes resolved at first contact by all that the page can be filtered by: of each motive over the window in use, of all of
-- them counted in three ways and over several windows.
-- Grain: month, brand, reach, contact_motive, window_use, window_days
select
  month, -- month of the first contact
  brand, -- brand of the customer
  reach, -- same_motive, any_motive or net (without motives that whoever answers cannot settle)
  motive as contact_motive, -- what customers got in touch about, or all
  if (window_days = parameter ('contact.window_days'), 'in_use', 'other') as window_use, -- in_use for the window of all other figures, other
  window_days::varchar as window_days, -- days within which a further contact belongs to the same episode
  episodes::integer as episodes, -- episodes
  mature_episodes::integer as mature_episodes, -- of these, begun long enough ago for a second contact to be known
  resolved_episodes::integer as resolved_episodes, -- mature, one contact, not handed on
  transferred_episodes::integer as transferred_episodes, -- mature, one contact, handed on
  recontacted_episodes::integer as recontacted_episodes, -- mature, more than one contact
  untold_episodes::integer as untold_episodes -- resolved, as far as known: nobody says whether the contact was handed on
from
  marts.resolution_cells
where
  motive = 'all'
  or window_days = parameter ('contact.window_days')
order by
  month,
  brand,
  reach,
  contact_motive,
  resolution_cells.window_days
