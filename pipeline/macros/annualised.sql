-- The parc value of a line, in cents a year: terms of whole months by months, others by days, one-off lines nothing.
-- A recurring line without end has no term to scale by: its amount is taken as that of a year.
create macro annualised_cents (amount, term_start, term_end, is_recurring) as (
  case
    when not coalesce(is_recurring, false) then 0
    when term_end is null then amount
    when term_end <= term_start then 0
    when add_months (term_start, date_diff('month', term_start, term_end)::integer) = term_end then round_half_up (12 * amount::hugeint, date_diff('month', term_start, term_end))
    else round_half_up (365 * amount::hugeint, term_end - term_start)
  end
);
