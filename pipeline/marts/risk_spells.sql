-- Customers who are watched, from one day on which something changes until the next: whether they are at risk of asking to
-- leave (something is in force, no case is open), and what they are compared within.
-- Grain: customer_id, from_date
with
  states as (
    select
      customer_id,
      date as from_date,
      lead (date) over so_far as until_date,
      sum(lines) over so_far as lines,
      sum(parc_cents) over so_far as parc_cents,
      sum(cases) over so_far as cases,
      sum(requests) over so_far as requests,
      min(if (lines > 0, date, null)) over so_far as first_date
    from
      marts.risk_changes
    window
      so_far as (
        partition by
          customer_id
        order by
          date rows unbounded preceding
      )
  ),
  bands as (
    select
      band,
      lower_cents,
      upper_cents
    from
      lookups.value_bands
    where
      has_come (valid_from)
    qualify
      dense_rank () over (
        order by
          valid_from desc
      ) = 1
  )
select
  states.customer_id, -- customer
  states.from_date, -- first day on which this holds
  states.until_date, -- first day on which it no longer does; null while it does
  states.lines > 0 as is_live, -- whether a line of the parc is in force
  states.cases > 0 as has_open_case, -- whether a case is open that was opened before
  states.requests > 0 as has_open_request, -- whether one is that asks to leave
  states.lines > 0
  and states.cases = 0 as is_at_risk, -- whether it is at risk: live and without an open case
  watched.brand, -- brand
  coalesce(bands.band, 'unknown') as value_band, -- band of the parc (cents a year)
  coalesce(tenure_band (states.from_date - least(engagements.engagement_date, states.first_date)), 'unknown') as tenure_band -- band of the days since engagement, or since the first line where that is earlier
from
  states
  join marts.watched_customers as watched on watched.customer_id = states.customer_id
  left join marts.engagement_dates as engagements on engagements.customer_id = states.customer_id
  left join bands on states.parc_cents >= bands.lower_cents
  and coalesce(states.parc_cents < bands.upper_cents, true)
