-- The follow file of letters. It has no number for a letter: a customer, a brand and a day of receipt make one.
-- Grain: source_file_id, customer_id, brand, received_date, source_line
select
  'followfile' as system, -- system that delivered the row
  customer_id, -- customer who wrote
  brand, -- brand that the letter is about
  received_date, -- day of receipt
  medium_label, -- how the letter came
  appointment_date, -- day of the appointment with the account manager
  account_manager, -- account manager of the appointment, as keyed in
  primary_reason, -- main reason to leave, as keyed in
  secondary_reason, -- second reason, as keyed in
  hs_status, -- state under Statut HS, as keyed in
  competitor, -- competitor or new solution named
  missing_feature, -- feature said to be missing
  call_outcome, -- outcome of the call, as keyed in
  ped, -- day on which the loss takes effect
  lost_date, -- day on which the account was passed as lost
  lost_by, -- who passed it as lost, as keyed in
  billing_cut_date, -- day on which its billing is cut
  sms_cut_date, -- day on which the billing of its text messages is cut
  domain_stopped_date, -- day on which the renewal of its domain was stopped
  received_date::timestamp at time zone 'Europe/Paris' as recorded_at, -- start of the day of receipt
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.followfile
