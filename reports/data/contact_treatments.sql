-- Why customers get in touch and what the treatment takes, beside what it may take, by motive and over all of them. Figures
-- over fewer settled episodes than may be shown are withheld, and where one motive is withheld alone, so is the next smallest.
-- Grain: motive, period
with
  treatments as (
    select
      causes.*,
      declared.max_contacts,
      declared.max_delay_days,
      declared.is_first_level,
      causes.is_hidden
      or contacts_due.is_hidden
      or recontacts.is_hidden as is_small,
      contacts_due.met_episodes as contacts_met_episodes,
      contacts_due.judged_episodes as contacts_judged_episodes,
      contacts_due.pending_episodes,
      contacts_due.untargeted_episodes,
      contacts_due.met_rate as contacts_met_rate,
      contacts_due.met_low as contacts_met_low,
      contacts_due.met_high as contacts_met_high,
      delays_due.met_episodes as delay_met_episodes,
      delays_due.judged_episodes as delay_judged_episodes,
      delays_due.met_rate as delay_met_rate,
      delays_due.met_low as delay_met_low,
      delays_due.met_high as delay_met_high,
      recontacts.recontact_rate,
      recontacts.recontact_low,
      recontacts.recontact_high
    from
      marts.contact_causes as causes
      left join marts.contact_motives as declared on declared.motive = causes.motive
      left join marts.contact_compliances as contacts_due on (contacts_due.motive, contacts_due.period, contacts_due.target) = (causes.motive, causes.period, 'contacts')
      left join marts.contact_compliances as delays_due on (delays_due.motive, delays_due.period, delays_due.target) = (causes.motive, causes.period, 'delay')
      left join marts.motive_recontacts as recontacts on recontacts.motive = causes.motive
      and recontacts.period = causes.period
    where
      not contains(causes.period, 'Q')
  ),
  shown_treatments as (
    select
      *,
      is_small
      or (
        motive <> 'all'
        and count_if(is_small) over motives = 1
        and row_number() over (
          motives
          order by
            is_small desc,
            settled_episodes,
            motive
        ) = 2
      ) as is_withheld
    from
      treatments
    window
      motives as (
        partition by
          motive = 'all',
          period
      )
  )
select
  motive, -- motive, or all
  period, -- all, or a year (yyyy) of the first contact
  is_first_level, -- whether whoever answers first can settle it; null when nobody has said so
  episodes, -- episodes
  contacts, -- contacts of customers in them
  if (is_withheld, null, repeat_contacts) as repeat_contacts, -- of these, any but the first of an episode
  settled_episodes, -- episodes in which no more is to come
  if (is_withheld, null, settled_contacts) as settled_contacts, -- steps of these: contacts of customers
  if (is_withheld, null, settled_transfers) as settled_transfers, -- steps: contacts that were handed on
  if (is_withheld, null, settled_follow_ups) as settled_follow_ups, -- steps: calls and messages back
  if (is_withheld, null, settled_steps / settled_episodes) as mean_steps, -- steps an episode
  if (is_withheld, null, one_step_episodes) as one_step_episodes, -- settled in one step
  if (is_withheld, null, two_step_episodes) as two_step_episodes, -- settled in two
  if (is_withheld, null, three_step_episodes) as three_step_episodes, -- settled in three
  if (is_withheld, null, more_step_episodes) as more_step_episodes, -- settled in more
  if (is_withheld, null, long_days) as long_days, -- days that nine in ten settled episodes do not exceed
  max_contacts, -- contacts that a treatment may take; null without a target
  max_delay_days, -- days that it may take; null without a target
  if (is_withheld, null, contacts_met_episodes) as contacts_met_episodes, -- settled within the contacts allowed
  contacts_judged_episodes, -- settled, or beyond them
  pending_episodes, -- neither settled nor beyond them
  untargeted_episodes, -- of a motive without a target
  if (is_withheld, null, contacts_met_rate) as contacts_met_rate, -- met to judged, 0 to 1
  if (is_withheld, null, contacts_met_low) as contacts_met_low, -- lower bound of its 95 % interval
  if (is_withheld, null, contacts_met_high) as contacts_met_high, -- upper bound of its 95 % interval
  if (is_withheld, null, delay_met_episodes) as delay_met_episodes, -- settled within the days allowed
  delay_judged_episodes, -- settled, or beyond them
  if (is_withheld, null, delay_met_rate) as delay_met_rate, -- met to judged, 0 to 1
  if (is_withheld, null, delay_met_low) as delay_met_low, -- lower bound of its 95 % interval
  if (is_withheld, null, delay_met_high) as delay_met_high, -- upper bound of its 95 % interval
  if (is_withheld, null, recontact_rate) as recontact_rate, -- mature contacts followed by another, 0 to 1
  if (is_withheld, null, recontact_low) as recontact_low, -- lower bound of its 95 % interval
  if (is_withheld, null, recontact_high) as recontact_high, -- upper bound of its 95 % interval
  is_fragile, -- few settled episodes
  is_withheld as is_hidden -- whether figures are withheld
from
  shown_treatments
order by
  motive,
  period
