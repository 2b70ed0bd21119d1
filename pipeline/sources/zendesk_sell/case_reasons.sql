-- Reasons of Zendesk Sell deals: those of the note block, those chosen in the field, then the reason of the loss. Only
-- the note block says which one is the main one. A reason given twice counts once.
-- Grain: source_file_id, case_id, position
with
  noted_cases as (
    select
      *,
      note_value (note, 'primary_reason') as main_reason,
      list_concat(
        [note_value (note, 'primary_reason'), note_value (note, 'secondary_reason')],
        list_append(reasons, loss_reason)
      ) as labels
    from
      zendesk_sell.deals
    where
      kind_label is not null
  ),
  cases as (
    select
      *,
      distinct_labels (list_filter(labels, lambda label: label is not null)) as reason_labels
    from
      noted_cases
  ),
  listed_reasons as (
    select
      *,
      unnest(reason_labels) as label,
      generate_subscripts(reason_labels, 1) as place
    from
      cases
  )
select
  'zendesk_sell' as system, -- system that delivered the row
  deal_id as case_id, -- case
  place::integer as position, -- place among the reasons of the case, from 1
  label as raw_label, -- reason
  if (main_reason is null, null, place = 1) as is_primary, -- whether it is the main one; null when nobody says
  recorded_at, -- when the deal was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  listed_reasons
