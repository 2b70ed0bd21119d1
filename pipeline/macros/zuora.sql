-- The amount of a term at a monthly price: whole months count as such, other terms by the day of a year of 365, rounded
-- half away from zero. Without an end, a year.
create macro term_amount_cents (mrr_cents, start_date, end_date) as (
  case
    when end_date is null then 12 * mrr_cents
    when add_months (start_date, date_diff('month', start_date, end_date)::integer) = end_date then mrr_cents * date_diff('month', start_date, end_date)
    else round_half_up (12 * mrr_cents::hugeint * (end_date - start_date), 365)
  end::bigint
);

-- The day of a row of a loader or of a data source without a day in the name of its file.
create macro row_date (extracted_on, row_at) as (coalesce(extracted_on, cast(row_at at time zone 'UTC' as date)));
