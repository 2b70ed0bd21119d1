-- How often cancellations took each way through the company, and what those that did have lost, by all that pages can be
-- filtered by.
-- Grain: finding, month, brand, channel, family, motive, value_band
select
  findings.finding, -- not_told, short_notice, seller_not_first, whole_cut, not_traced, delegated or accounting_only
  cuts.month, -- month in which the cancellations were recorded
  cuts.brand, -- brand of the customer
  cuts.channel, -- channel of the sale
  cuts.family, -- product family
  cuts.motive, -- motive of the case; MISSING where none tells
  cuts.value_band, -- band of the amount cancelled
  count(*)::integer as cancellations, -- cancellations that it can be asked of
  count(findings.is_found)::integer as known_cancellations, -- of these, of which it is known
  count_if(coalesce(findings.is_found, false))::integer as found_cancellations, -- of these, that took that way
  count(findings.notice_days)::integer as noticed_cancellations, -- of all, those with a notice
  coalesce(sum(findings.notice_days), 0)::bigint as notice_days, -- days of notice that these sellers were given, together
  sum(if (findings.is_found, findings.loss_company_cents, 0))::bigint as found_loss_cents, -- CA lost by those that took that way (cents)
  coalesce(sum(if (findings.is_found, findings.loss_parc_cents, 0)), 0)::bigint as found_loss_parc_cents -- parc lost by them (cents a year)
from
  marts.process_findings as findings
  join marts.process_cuts as cuts on cuts.cancellation_id = findings.cancellation_id
group by
  findings.finding,
  cuts.month,
  cuts.brand,
  cuts.channel,
  cuts.family,
  cuts.motive,
  cuts.value_band
order by
  findings.finding,
  cuts.month,
  cuts.brand,
  cuts.channel,
  cuts.family,
  cuts.motive,
  cuts.value_band
