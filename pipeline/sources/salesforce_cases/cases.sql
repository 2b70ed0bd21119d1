-- Salesforce cases. A version of a case is recorded when it was last changed. What a field of its own does not say is
-- read from the note block in the description.
-- Grain: source_file_id, case_id
select
  'salesforce_cases' as system, -- system that delivered the row
  case_id, -- case
  customer_id, -- customer
  brand, -- brand
  kind_label, -- what the customer wants
  status_label, -- status
  opened_at, -- when it was opened
  closed_at, -- when it was closed; null while open
  coalesce(outcome_label, note_value (description, 'call_outcome')) as outcome_label, -- outcome
  first_channel_label, -- channel that received the request
  owner_seller_id, -- seller who owns it
  owner_name, -- name of the owner
  amount_at_risk_cents, -- amount at risk, as keyed in (cents)
  order_id, -- order that it is about
  letter_received, -- whether a letter was received
  fiscal_churn_received_on, -- day on which the letter was received
  ped, -- day on which the loss takes effect
  engagement_date, -- day since which the customer is engaged, as noted
  case_origin, -- origin
  coalesce(competitor, note_value (description, 'competitor'), note_value (description, 'solicited_by')) as competitor, -- competitor named
  coalesce(missing_feature, note_value (description, 'missing_feature')) as missing_feature, -- feature said to be missing
  if (
    count(description) over (
      partition by
        source_file_id
    ) > 0,
    description is not null,
    null
  ) as has_note, -- whether somebody wrote a description; null for a file without descriptions
  recorded_at, -- when it was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  salesforce_cases.exported_cases
