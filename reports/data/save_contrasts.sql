-- What became of cases by who first reached the customer, by the day of the letter and by what was cut; few cases are
-- withheld, with the next smallest side that would give them away.
-- Grain: contrast, side
with
  shown_contrasts as (
    select
      *,
      mature_cases < parameter ('cell.hidden_below')
      or (
        count_if(mature_cases < parameter ('cell.hidden_below')) over sides = 1
        and row_number() over (
          sides
          order by
            mature_cases,
            side
        ) = 2
      ) as is_withheld
    from
      marts.save_contrasts
    window
      sides as (
        partition by
          contrast
      )
  )
select
  contrast, -- first_response, letter_day or cut_scope
  side, -- side of the question
  if (is_withheld, null, mature_cases) as mature_cases, -- mature cases on it
  if (is_withheld, null, kept_cases) as kept_cases, -- of these, kept in time
  if (is_withheld, null, kept_rate) as kept_rate, -- kept to mature cases, 0 to 1
  if (is_withheld, null, kept_low) as kept_low, -- lower bound of its 95 % interval
  if (is_withheld, null, kept_high) as kept_high, -- upper bound of its 95 % interval
  if (is_withheld, null, at_risk_ca_cents) as at_risk_ca_cents, -- amount at risk (cents)
  if (is_withheld, null, kept_ca_cents) as kept_ca_cents, -- of it, kept in time (cents)
  if (is_withheld, null, median_days_to_outcome) as median_days_to_outcome, -- days until half of the settled ones were
  if (is_withheld, null, median_delay_days) as median_delay_days, -- days until half of those who were reached had been
  if (is_withheld, null, difference) as difference, -- rate less that of the side it is held against; null for that side
  if (is_withheld, null, difference_low) as difference_low, -- lower bound of its 95 % interval
  if (is_withheld, null, difference_high) as difference_high -- upper bound of its 95 % interval
from
  shown_contrasts
order by
  contrast,
  side
