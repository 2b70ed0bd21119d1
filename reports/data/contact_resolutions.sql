-- Episodes resolved at first contact, by motive and over all of them, counted in three ways and over several windows. Figures
-- over fewer episodes than may be shown are withheld, and where one motive is withheld alone, so is the next smallest: the
-- whole would tell it.
-- Grain: reach, motive, window_days, period
with
  rates as (
    select
      *
    from
      marts.first_contact_resolutions
    where
      not contains(period, 'Q')
      and (
        motive = 'all'
        or window_days = parameter ('contact.window_days')
      )
  ),
  shown_rates as (
    select
      *,
      is_hidden
      or (
        motive <> 'all'
        and count_if(is_hidden) over motives = 1
        and row_number() over (
          motives
          order by
            is_hidden desc,
            mature_episodes,
            motive
        ) = 2
      ) as is_withheld
    from
      rates
    window
      motives as (
        partition by
          reach,
          motive = 'all',
          window_days,
          period
      )
  )
select
  reach, -- same_motive, any_motive or net (without motives that whoever answers cannot settle)
  motive, -- motive, or all
  window_days, -- days within which a further contact belongs to the same episode
  window_days = parameter ('contact.window_days') as is_in_use, -- whether it is the window of all other figures
  period, -- all, or a year (yyyy) of the first contact
  episodes, -- episodes
  mature_episodes, -- of these, begun long enough ago for a second contact to be known
  if (is_withheld, null, resolved_episodes) as resolved_episodes, -- mature, one contact, not handed on
  if (is_withheld, null, transferred_episodes) as transferred_episodes, -- mature, one contact, handed on
  if (is_withheld, null, recontacted_episodes) as recontacted_episodes, -- mature, more than one contact
  if (is_withheld, null, untold_episodes) as untold_episodes, -- resolved, as far as known: nobody says whether the contact was handed on
  if (is_withheld, null, resolution_rate) as resolution_rate, -- resolved at first contact to mature episodes, 0 to 1
  if (is_withheld, null, resolution_low) as resolution_low, -- lower bound of its 95 % interval
  if (is_withheld, null, resolution_high) as resolution_high, -- upper bound of its 95 % interval
  resolution_target, -- share that the motive is to reach, 0 to 1; null without a target
  is_fragile, -- few
  is_withheld as is_hidden -- whether rates are withheld
from
  shown_rates
order by
  reach,
  motive,
  window_days,
  period
