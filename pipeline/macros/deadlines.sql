-- By when a customer who wrote is to be passed as lost. Contracts of some brands end with the month of the letter, or with
-- the month after when it came after the split day (month_end); those of others a month after it (same_day), at the latest
-- on the last day of the month. The day itself still counts (methods 10.1, D1 to D3); null for any other regime.
create macro letter_deadline (regime, received, split_day) as (
  case regime
    when 'month_end' then last_of_month (add_months (received, if (day(received) <= split_day, 0, 1)))
    when 'same_day' then add_months (received, 1)
  end
);

-- What became of a duty, by its first day allowed and its last day in time (methods 10.3).
create macro obligation_status (missing_field, earliest, deadline, done, today) as (
  case
    when missing_field is not null then 'not_computable'
    when done < earliest then 'early_breach'
    when done <= deadline then 'met'
    when done > deadline then 'late'
    when deadline < today then 'missing'
    else 'pending'
  end
);
