-- How often cancellations took each way through the company, by channel of the sale and month, beside what those that did have
-- lost. Rates over few are withheld, and where one channel is withheld alone, so is the next smallest.
-- Grain: finding, channel, period
with
  shown_rates as (
    select
      *,
      is_hidden
      or (
        channel <> 'all'
        and count_if(is_hidden) over channels = 1
        and row_number() over (
          channels
          order by
            is_hidden desc,
            known_cancellations,
            channel
        ) = 2
      ) as is_withheld
    from
      marts.process_rates
    window
      channels as (
        partition by
          finding,
          period,
          channel = 'all'
      )
  )
select
  finding, -- not_told, short_notice, seller_not_first, whole_cut, not_traced, delegated or accounting_only
  channel, -- channel of the sale, or all
  period, -- month (yyyy-mm) in which the cancellations were recorded, or all
  if (period = 'all', null, strptime(period, '%Y-%m')::date) as month, -- its first day; null for all
  cancellations, -- cancellations that it can be asked of
  known_cancellations, -- of these, of which it is known
  unknown_cancellations, -- of which nobody knows
  if (is_withheld, null, found_cancellations) as found_cancellations, -- that took that way
  if (is_withheld, null, found_rate) as found_rate, -- found to known, 0 to 1
  if (is_withheld, null, found_low) as found_low, -- lower bound of its 95 % interval
  if (is_withheld, null, found_high) as found_high, -- upper bound of its 95 % interval
  if (is_withheld, null, found_loss_cents) as found_loss_cents, -- CA lost by those that took that way (cents)
  if (is_withheld, null, found_loss_parc_cents) as found_loss_parc_cents, -- parc lost by them (cents a year)
  loss_cents, -- CA lost by all that it can be asked of (cents)
  median_notice_days, -- days that sellers were given, the middle one; null when nobody was told
  is_fragile, -- few
  is_withheld as is_hidden -- whether figures are withheld
from
  shown_rates
order by
  finding,
  channel,
  period
