-- Save rates of channels, and of all, by period of opening and by cut. Figures over fewer cases than may be shown are
-- withheld, and where one part of a whole is withheld alone, so is the next smallest: the whole would tell it.
-- Grain: channel, period, cut, cut_value
with
  rates as (
    select
      *,
      if (
        cut = 'all'
        and channel <> 'all',
        'channels',
        channel
      ) as whole
    from
      marts.save_rates
  ),
  shown_rates as (
    select
      *,
      is_hidden
      or (
        whole <> 'all'
        and count_if(is_hidden) over parts = 1
        and row_number() over (
          parts
          order by
            is_hidden desc,
            mature_cases,
            channel,
            cut_value
        ) = 2
      ) as is_withheld
    from
      rates
    window
      parts as (
        partition by
          whole,
          period,
          cut
      )
  )
select
  channel, -- channel of the owner of the case, or all
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  cut, -- what cases are cut by: all, brand, family, value_band or is_delegated
  cut_value, -- which part of the cut
  cases, -- eligible cases
  open_cases, -- of these, still open
  mature_cases, -- opened long enough ago to be settled
  if (is_withheld, null, saved_cases) as saved_cases, -- mature, saved in time
  if (is_withheld, null, saved_partial_cases) as saved_partial_cases, -- mature, saved in part in time
  if (is_withheld, null, lost_cases) as lost_cases, -- mature, lost in time
  if (is_withheld, null, ghost_cases) as ghost_cases, -- mature, given up in time as unreachable
  if (is_withheld, null, kept_cases) as kept_cases, -- saved or saved in part
  if (is_withheld, null, kept_rate) as kept_rate, -- kept to mature cases, 0 to 1
  if (is_withheld, null, kept_low) as kept_low, -- lower bound of its 95 % interval
  if (is_withheld, null, kept_high) as kept_high, -- upper bound of its 95 % interval
  if (is_withheld, null, kept_share) as kept_share, -- share of all cases kept in time, open ones followed as far as they go
  if (is_withheld, null, kept_share_low) as kept_share_low, -- lower bound of its 95 % interval
  if (is_withheld, null, kept_share_high) as kept_share_high, -- upper bound of its 95 % interval
  if (is_withheld, null, least_rate) as least_rate, -- kept to all cases if every open one were lost
  if (is_withheld, null, most_rate) as most_rate, -- the same if every open one were kept
  if (is_withheld, null, at_risk_ca_cents) as at_risk_ca_cents, -- amount at risk in mature cases (cents)
  if (is_withheld, null, kept_ca_cents) as kept_ca_cents, -- of it, kept in time (cents)
  if (is_withheld, null, kept_ca_rate) as kept_ca_rate, -- kept to at risk, 0 to 1
  if (is_withheld, null, kept_ca_low) as kept_ca_low, -- lower bound of its 95 % interval
  if (is_withheld, null, kept_ca_high) as kept_ca_high, -- upper bound of its 95 % interval
  if (is_withheld, null, at_risk_parc_cents) as at_risk_parc_cents, -- parc at risk in mature cases (cents a year)
  if (is_withheld, null, kept_parc_cents) as kept_parc_cents, -- of it, kept in time (cents a year)
  if (is_withheld, null, kept_parc_rate) as kept_parc_rate, -- kept to at risk, 0 to 1
  if (is_withheld, null, kept_parc_low) as kept_parc_low, -- lower bound of its 95 % interval
  if (is_withheld, null, kept_parc_high) as kept_parc_high, -- upper bound of its 95 % interval
  if (is_withheld, null, durable_first_rate) as durable_first_rate, -- kept in time and lasting 30 days, 0 to 1; whole channels only
  if (is_withheld, null, durable_second_rate) as durable_second_rate, -- kept in time and lasting 90 days
  if (is_withheld, null, durable_second_low) as durable_second_low, -- lower bound of its 95 % interval
  if (is_withheld, null, durable_second_high) as durable_second_high, -- upper bound of its 95 % interval
  if (is_withheld, null, durable_third_rate) as durable_third_rate, -- kept in time and lasting 180 days
  if (is_withheld, null, adjusted_rate) as adjusted_rate, -- share that it would keep of the cases of all channels; whole channels only
  if (is_withheld, null, adjusted_low) as adjusted_low, -- lower bound of its 95 % interval
  if (is_withheld, null, adjusted_high) as adjusted_high, -- upper bound of its 95 % interval
  if (is_withheld, null, share_without_brand) as share_without_brand, -- share of all cases that it hardly met by brand or delegation
  if (is_withheld, null, share_without_band) as share_without_band, -- share that it hardly met by value either
  if (is_withheld, null, share_without_motive) as share_without_motive, -- share whose motive it hardly met
  if (is_withheld, null, closed_rate) as closed_rate, -- kept to closed cases: a warning, not a result
  if (is_withheld, null, crm_saved_cases) as crm_saved_cases, -- mature cases that the customer system calls saved
  is_fragile, -- whether the rate rests on few cases
  is_withheld as is_hidden -- whether it rests on too few to be shown, or would give away one that does
from
  shown_rates
order by
  channel,
  period,
  cut,
  cut_value
