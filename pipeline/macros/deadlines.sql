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

-- How many years after its start a contract that is lost on a day would have been renewed next: 1 or more. An anniversary on
-- the day of the loss counts (methods 10.2). Days are then reckoned from the start, never from one anniversary to the next.
create macro renewal_year (contract_start, lost) as (
  greatest(
    1,
    date_diff('year', contract_start, lost) + if (add_months (contract_start, 12 * date_diff('year', contract_start, lost)::integer) >= lost, 0, 1)
  )::integer
);

-- The day on which billing is cut: that on which the contract would have been renewed, some months later for what is billed
-- with delay (text messages: 1).
create macro billing_cut (contract_start, lost, months) as (add_months (contract_start, 12 * renewal_year (contract_start, lost) + months));

-- The days on which billing could be cut by the rule before: the two fixed ones of that month that had not passed on the day
-- of the loss, else the first of the month after.
create macro fixed_cuts (renewal, lost, first_day, second_day) as (
  coalesce(
    nullif(
      list_filter(
        [
          (first_of_month (renewal) + (first_day - 1)::integer)::date,
          (first_of_month (renewal) + (second_day - 1)::integer)::date
        ],
        lambda cut: cut >= lost
      ),
      []
    ),
    [(add_months (first_of_month (renewal), 1) + (first_day - 1)::integer)::date]
  )
);

-- Of the days on which it could be done, the one that what was done is measured by: the next one, else the last.
create macro nearest_cut (cuts, done) as (coalesce(list_extract(list_filter(cuts, lambda cut: cut >= done), 1), list_extract(cuts, -1)));
