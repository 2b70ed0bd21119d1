-- Save rates of each channel, and of all, by period of opening and by cut. The headline is that of mature cases: opened long
-- enough ago to be settled, kept within that time. Beside it, by every case, what is kept as days pass, for periods that
-- are not settled; the bounds that open cases leave; euros; how long saves last; and what would be kept of the cases of
-- all channels. The rate of closed cases is a warning: saves close first, so it flatters.
-- Grain: channel, period, cut, cut_value
with
  lasting as (
    select
      channel,
      period,
      'all' as cut,
      any_value(lasting_share) filter(
        where
          days = parameter ('durability.first_days')
      ) as lasting_first,
      any_value(lasting_share) filter(
        where
          days = parameter ('durability.second_days')
      ) as lasting_second,
      any_value(lasting_share) filter(
        where
          days = parameter ('durability.third_days')
      ) as lasting_third,
      any_value(hazards) filter(
        where
          days = parameter ('durability.second_days')
      ) as hazards_second
    from
      marts.save_durabilities
    group by
      channel,
      period
  )
select
  counts.channel, -- channel of the owner when the case ended, or on the as-of day; or all
  counts.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  counts.cut, -- what cases are cut by: all, brand, family, value_band or is_delegated
  counts.cut_value, -- which part of the cut
  counts.cases, -- eligible cases
  counts.open_cases, -- of these, still open
  counts.unknown_cases, -- closed, nobody knows how
  counts.mature_cases, -- opened long enough ago to be settled
  counts.saved_cases, -- mature, saved in time
  counts.saved_partial_cases, -- mature, saved in part in time
  counts.lost_cases, -- mature, lost in time
  counts.ghost_cases, -- mature, given up in time because the customer could not be reached
  counts.kept_cases, -- saved or saved in part
  counts.kept_cases / nullif(counts.mature_cases, 0) as kept_rate, -- kept to mature cases, 0 to 1
  wilson_low (counts.kept_cases, counts.mature_cases, parameter ('wilson.z')) as kept_low, -- lower bound of its 95 % interval
  wilson_high (counts.kept_cases, counts.mature_cases, parameter ('wilson.z')) as kept_high, -- upper bound of its 95 % interval
  incidences.kept_share, -- share of all cases kept in time, open ones followed as far as they go (Aalen-Johansen), 0 to 1
  greatest(0, incidences.kept_share - parameter ('wilson.z') * incidences.kept_se) as kept_share_low, -- lower bound of its 95 % interval
  least(1, incidences.kept_share + parameter ('wilson.z') * incidences.kept_se) as kept_share_high, -- upper bound of its 95 % interval
  counts.ever_kept_cases / counts.cases as least_rate, -- kept to all cases if every open one were lost
  (counts.ever_kept_cases + counts.open_cases) / counts.cases as most_rate, -- the same if every open one were kept
  counts.at_risk_ca_cents, -- amount at risk in mature cases (cents)
  counts.kept_ca_cents, -- of it, kept in time (cents)
  counts.kept_ca_cents / nullif(counts.at_risk_ca_cents, 0) as kept_ca_rate, -- kept to at risk, 0 to 1
  ca.rate_low as kept_ca_low, -- lower bound of its 95 % interval
  ca.rate_high as kept_ca_high, -- upper bound of its 95 % interval
  counts.at_risk_parc_cents, -- parc at risk in mature cases (cents a year)
  counts.kept_parc_cents, -- of it, kept in time (cents a year)
  counts.kept_parc_cents / nullif(counts.at_risk_parc_cents, 0) as kept_parc_rate, -- kept to at risk, 0 to 1
  parc.rate_low as kept_parc_low, -- lower bound of its 95 % interval
  parc.rate_high as kept_parc_high, -- upper bound of its 95 % interval
  incidences.kept_share * lasting.lasting_first as durable_first_rate, -- kept in time and lasting 30 days (durability.first_days), 0 to 1; whole channels only
  incidences.kept_share * lasting.lasting_second as durable_second_rate, -- kept in time and lasting 90 days
  greatest(
    0,
    incidences.kept_share * lasting.lasting_second - parameter ('wilson.z') * product_se (
      incidences.kept_share,
      incidences.kept_se,
      lasting.lasting_second,
      lasting.lasting_second * sqrt(lasting.hazards_second)
    )
  ) as durable_second_low, -- lower bound of its 95 % interval
  least(
    1,
    incidences.kept_share * lasting.lasting_second + parameter ('wilson.z') * product_se (
      incidences.kept_share,
      incidences.kept_se,
      lasting.lasting_second,
      lasting.lasting_second * sqrt(lasting.hazards_second)
    )
  ) as durable_second_high, -- upper bound of its 95 % interval
  incidences.kept_share * lasting.lasting_third as durable_third_rate, -- kept in time and lasting 180 days
  standardised.rate as adjusted_rate, -- share that it would keep of the cases of all channels, 0 to 1; whole channels only
  standardised.rate_low as adjusted_low, -- lower bound of its 95 % interval
  standardised.rate_high as adjusted_high, -- upper bound of its 95 % interval
  standardised.share_without_brand, -- share of the cases of all channels that it hardly met by brand or delegation
  standardised.share_without_band, -- share that it hardly met by value either
  standardised.share_without_motive, -- share whose motive it hardly met
  counts.closed_cases, -- kept, lost or given up at any time
  counts.ever_kept_cases / nullif(counts.closed_cases, 0) as closed_rate, -- kept to closed cases, 0 to 1: too high, see above
  counts.crm_saved_cases, -- mature cases that the customer system calls saved
  counts.mature_cases >= parameter ('cell.hidden_below')
  and counts.mature_cases < parameter ('cell.fragile_below') as is_fragile, -- few
  counts.mature_cases < parameter ('cell.hidden_below') as is_hidden -- too few for a rate to mean anything
from
  marts.save_counts as counts
  left join marts.kept_incidences as incidences using (channel, period, cut, cut_value)
  left join marts.value_rates as ca on (ca.channel, ca.period, ca.cut, ca.cut_value, ca.measure) = (counts.channel, counts.period, counts.cut, counts.cut_value, 'ca')
  left join marts.value_rates as parc on (parc.channel, parc.period, parc.cut, parc.cut_value, parc.measure) = (counts.channel, counts.period, counts.cut, counts.cut_value, 'parc')
  left join lasting on (lasting.channel, lasting.period, lasting.cut) = (counts.channel, counts.period, counts.cut)
  left join marts.standardised_rates as standardised on (standardised.channel, standardised.period, 'all') = (counts.channel, counts.period, counts.cut)
