-- Onboarding opportunities. They have no number: a customer and a day of start make one.
-- Grain: source_file_id, customer_id, onboarding_start_date, source_line
select
  'onboarding' as system, -- system that delivered the row
  customer_id, -- customer
  onboarding_start_date, -- first day of the onboarding
  owner, -- who leads it, as the system names him or her
  completed_date, -- day on which it was completed; null while it lasts
  onboarding_start_date::timestamp at time zone 'Europe/Paris' as recorded_at, -- start of its first day
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.onboarding
