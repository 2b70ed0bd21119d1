-- Deals of Zendesk Sell of all its exports, with what they are about. The title goes first for a downsell or the sale of
-- a shop, which share the pipeline of churns; then the pipeline speaks, then the title, then the source `fid` of the
-- retention team. Deals of pipelines that are mapped to something else (sales, onboarding) are no cases; a deal of a
-- pipeline that nobody has mapped is kept as a case under the name of that pipeline.
-- Grain: source_file_id, source_line
with
  exported_deals as (
    select
      *
    from
      sources.zendesk_sell_deals
    union all
    by name
    select
      *
    from
      sources.zendesk_sell_opportunites
  ),
  named_deals as (
    select
      deals.*,
      pipelines.value as pipeline_kind,
      case
        when regexp_matches(label_key (title), '^(risque de )?down ?sell\b') then 'Downsell'
        when regexp_matches(label_key (title), '^shop ?selling\b') then 'Shop selling'
        when regexp_matches(label_key (title), '^(risque de churn|churn risk|rdc)\b') then 'Risque de churn'
      end as title_kind,
      outcomes.value is not null
      or coalesce(statuses.value in ('closed', 'error', 'duplicate'), false) as is_closed
    from
      exported_deals as deals
      left join labels_of ('deal_pipeline') as pipelines on pipelines.label_key = label_key (deals.pipeline)
      left join labels_of ('case_outcome') as outcomes on outcomes.label_key = label_key (deals.stage)
      left join labels_of ('case_status') as statuses on statuses.label_key = label_key (deals.stage)
  )
select
  deal_id, -- deal
  case
    when title_kind in ('Downsell', 'Shop selling') then title_kind
    when pipeline_kind in ('churn_risk', 'churn') then pipeline
    when title_kind is not null then title_kind
    when pipeline_kind is not null then null
    when label_key (source) = 'fid' then source
    else pipeline
  end as kind_label, -- what the customer wants; null when the deal is no case
  coalesce(customer_id, 'zendesk_sell:' || coalesce(organization_id, contact_id)) as customer_id, -- customer
  order_id, -- order that it is about
  brand, -- brand
  stage, -- stage
  source, -- source
  is_closed, -- whether the stage is a last one
  owner_seller_id, -- code of the owner
  coalesce(owner_name, owner_user_id) as owner_name, -- name of the owner, or the number of the user
  first_channel_label, -- channel that received the request
  mrr_cents, -- amount a month (cents)
  letter_received, -- whether a letter came
  letter_received_on, -- day on which it came
  engagement_date, -- day since which the customer is engaged, as noted
  competitor, -- competitor named
  missing_feature, -- feature said to be missing
  choices (reasons, if (regexp_matches(reasons, '[;|\n]'), '[;|\n]', ',')) as reasons, -- reasons chosen
  loss_reason, -- reason given when it was lost
  note, -- note, with the note block
  opened_at, -- when it was added
  stage_changed_at, -- when it came to its stage
  stage_changed_by, -- who moved it there
  coalesce(updated_at, stage_changed_at, opened_at) as recorded_at, -- when it was last changed
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  named_deals
