-- Deals of Zendesk Sell that are churn risks, churns and downsells. A deal has no date of its end: it ends when it comes
-- to a last stage. The amount of a deal is its monthly one, so that the parc at risk is twelve times as much.
-- Grain: source_file_id, case_id
select
  'zendesk_sell' as system, -- system that delivered the row
  deal_id as case_id, -- case
  customer_id, -- customer
  brand, -- brand
  kind_label, -- what the customer wants
  stage, -- stage of the pipeline
  stage as status_label, -- status: the stage
  opened_at, -- when it was opened
  if (is_closed, coalesce(stage_changed_at, recorded_at), null) as closed_at, -- when it was closed; null while open
  if (is_closed, stage, note_value (note, 'call_outcome')) as outcome_label, -- outcome
  first_channel_label, -- channel that received the request
  owner_seller_id, -- seller who owns it
  owner_name, -- name of the owner
  mrr_cents, -- monthly amount at risk, as keyed in (cents)
  12 * mrr_cents as parc_at_risk_cents, -- parc at risk (cents a year)
  order_id, -- order that it is about
  coalesce(letter_received, letter_received_on is not null) as letter_received, -- whether a letter was received
  letter_received_on as fiscal_churn_received_on, -- day on which the letter was received
  engagement_date, -- day since which the customer is engaged, as noted
  source as case_origin, -- origin
  coalesce(competitor, note_value (note, 'competitor'), note_value (note, 'solicited_by')) as competitor, -- competitor named
  coalesce(missing_feature, note_value (note, 'missing_feature')) as missing_feature, -- feature said to be missing
  if (
    count(note) over (
      partition by
        source_file_id
    ) > 0,
    note is not null,
    null
  ) as has_note, -- whether somebody wrote a note on it; null for a file without notes
  recorded_at, -- when it was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  zendesk_sell.deals
where
  kind_label is not null
