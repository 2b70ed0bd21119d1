-- Onboardings of customers as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, customer_id, onboarding_start_date
select
  null::varchar as system, -- system that delivered the row
  null::varchar as customer_id, -- customer
  null::date as onboarding_start_date, -- first day of the onboarding
  null::varchar as owner, -- who leads it, as the system names him or her
  null::date as completed_date, -- day on which it was completed; null while it lasts
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
