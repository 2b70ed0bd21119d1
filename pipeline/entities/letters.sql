-- Letters by which customers ask to leave, with how each was followed up, in the shape that a mapping fills.
-- Grain: system, source_file_id, customer_id, brand, received_date
select
  null::varchar as system, -- system that delivered the row
  null::varchar as customer_id, -- customer who wrote
  null::varchar as brand, -- brand that the letter is about
  null::date as received_date, -- day of receipt
  null::varchar as medium_label, -- how the letter came, as the system calls it
  null::date as appointment_date, -- day of the appointment with the account manager
  null::varchar as account_manager, -- account manager of the appointment, as keyed in
  null::varchar as primary_reason, -- main reason to leave, as keyed in
  null::varchar as secondary_reason, -- second reason, as keyed in
  null::varchar as hs_status, -- state under Statut HS, as keyed in
  null::varchar as competitor, -- competitor or new solution named
  null::varchar as missing_feature, -- feature said to be missing
  null::varchar as call_outcome, -- outcome of the call, as keyed in
  null::date as ped, -- day on which the loss takes effect
  null::date as lost_date, -- day on which the account was passed as lost
  null::varchar as lost_by, -- who passed it as lost, as keyed in
  null::date as billing_cut_date, -- day on which its billing is cut
  null::date as sms_cut_date, -- day on which the billing of its text messages is cut
  null::date as domain_stopped_date, -- day on which the renewal of its domain was stopped
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
