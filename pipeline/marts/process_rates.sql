-- How often cancellations took each way, by channel of the sale and month, beside what those that did have lost. What nobody
-- knows stands beside the rate, not in it. Lost by them is not caused by it.
-- Grain: finding, channel, period
with
  groups as (
    select
      * exclude (channel),
      unnest(
        [
          {channel: channel, period: strftime(done_date, '%Y-%m')},
          {channel: 'all', period: strftime(done_date, '%Y-%m')},
          {channel: channel, period: 'all'},
          {channel: 'all', period: 'all'}
        ],
        recursive := true
      )
    from
      marts.process_findings
  ),
  counted as (
    select
      finding,
      channel,
      period,
      count(*) as cancellations,
      count(is_found) as known_cancellations,
      count_if(coalesce(is_found, false))::bigint as found_cancellations,
      sum(if (is_found, loss_company_cents, 0))::bigint as found_loss_cents,
      coalesce(sum(if (is_found, loss_parc_cents, 0)), 0)::bigint as found_loss_parc_cents,
      sum(loss_company_cents)::bigint as loss_cents,
      median(notice_days)::double as median_notice_days
    from
      groups
    group by
      finding,
      channel,
      period
  )
select
  finding, -- not_told, short_notice, seller_not_first, whole_cut, not_traced, delegated or accounting_only
  channel, -- channel of the sale, or all
  period, -- month (yyyy-mm) in which the cancellations were recorded, or all
  cancellations, -- cancellations that it can be asked of
  known_cancellations, -- of these, of which it is known
  found_cancellations, -- of these, that took that way
  cancellations - known_cancellations as unknown_cancellations, -- of which nobody knows
  found_cancellations / nullif(known_cancellations, 0) as found_rate, -- found to known, 0 to 1
  wilson_low (found_cancellations, known_cancellations, parameter ('wilson.z')) as found_low, -- lower bound of its 95 % interval
  wilson_high (found_cancellations, known_cancellations, parameter ('wilson.z')) as found_high, -- upper bound of its 95 % interval
  found_loss_cents, -- CA lost by those that took that way (cents)
  found_loss_parc_cents, -- parc lost by them (cents a year)
  loss_cents, -- CA lost by all that it can be asked of (cents)
  median_notice_days, -- days that sellers were given, the middle one; null when nobody was told
  known_cancellations >= parameter ('cell.hidden_below')
  and known_cancellations < parameter ('cell.fragile_below') as is_fragile, -- few
  known_cancellations < parameter ('cell.hidden_below') as is_hidden -- too few for a rate to mean anything
from
  counted
