-- Letters by which customers ask to leave, in their latest version known.
-- Grain: system, customer_id, brand, received_date
with
  known_letters as (
    select
      letters.* exclude (customer_id),
      coalesce(keys.customer_id, letters.customer_id) as customer_id
    from
      entities.letters as letters
      left join staging.customer_keys as keys on keys.delivered_id = letters.customer_id
    where
      is_known (letters.extracted_date, letters.recorded_at)
  ),
  latest_letters as (
    select
      *
    from
      known_letters
    qualify
      is_latest_version ((system, customer_id, brand, received_date), extracted_date, source_file_id, source_line)
  )
select
  letters.system, -- system that delivered the row
  letters.customer_id, -- customer who wrote
  letters.brand, -- brand that the letter is about
  letters.received_date, -- day of receipt
  coalesce(media.value, 'unknown') as medium, -- how the letter came: letter, registered, email or unknown
  letters.medium_label, -- how the letter came, as the system calls it
  letters.appointment_date, -- day of the appointment with the account manager
  letters.account_manager, -- account manager of the appointment, as keyed in
  letters.primary_reason, -- main reason to leave, as keyed in
  coalesce(branded_primary_motives.motive, primary_motives.motive) as primary_motive, -- motive that it stands for; null while nobody has mapped it
  letters.secondary_reason, -- second reason, as keyed in
  coalesce(branded_secondary_motives.motive, secondary_motives.motive) as secondary_motive, -- motive that it stands for; null while nobody has mapped it
  letters.hs_status, -- state under Statut HS, as keyed in
  letters.competitor, -- competitor or new solution named
  letters.missing_feature, -- feature said to be missing
  letters.call_outcome, -- outcome of the call, as keyed in
  letters.ped, -- day on which the loss takes effect
  if (has_come (letters.lost_date), letters.lost_date, null) as lost_date, -- day on which the account was passed as lost; null before it has come
  letters.lost_by, -- who passed it as lost, as keyed in
  letters.billing_cut_date, -- day on which its billing is cut
  letters.sms_cut_date, -- day on which the billing of its text messages is cut
  if (has_come (letters.domain_stopped_date), letters.domain_stopped_date, null) as domain_stopped_date, -- day on which the renewal of its domain was stopped; null before it has come
  letters.recorded_at, -- start of the day of receipt
  letters.source_file_id, -- file that the row was read from
  letters.source_line, -- line of that file
  letters.extracted_date -- day on which the file was extracted
from
  latest_letters as letters
  left join motives_in_force () as branded_primary_motives on branded_primary_motives.system = 'followfile'
  and branded_primary_motives.brand = letters.brand
  and branded_primary_motives.label_key = label_key (letters.primary_reason)
  left join motives_of ('followfile') as primary_motives on primary_motives.label_key = label_key (letters.primary_reason)
  left join motives_in_force () as branded_secondary_motives on branded_secondary_motives.system = 'followfile'
  and branded_secondary_motives.brand = letters.brand
  and branded_secondary_motives.label_key = label_key (letters.secondary_reason)
  left join motives_of ('followfile') as secondary_motives on secondary_motives.label_key = label_key (letters.secondary_reason)
  left join labels_of ('letter_medium') as media on media.label_key = label_key (letters.medium_label)
