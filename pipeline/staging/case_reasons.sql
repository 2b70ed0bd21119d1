-- Reasons given on cases: those of the latest version known of each case. What a label means to the brand of the case
-- goes before what it means to all.
-- Grain: case_id, position
with
  known_reasons as (
    select
      *
    from
      entities.case_reasons
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_of_latest_file ((system, case_id), extracted_date, source_file_id)
  ),
  latest_reasons as (
    select
      *
    from
      known_reasons
    qualify
      is_latest_version ((system, case_id, position), extracted_date, source_file_id, source_line)
  )
select
  reasons.system, -- system that delivered the reason
  reasons.case_id, -- case
  reasons.position, -- place among the reasons of the case, from 1
  reasons.raw_label, -- reason, as the system calls it
  coalesce(branded.motive, motives.motive) as motive, -- motive that it stands for; null while nobody has mapped it
  reasons.is_primary, -- whether the system calls it the main one; null when it does not say
  reasons.recorded_at, -- when this version of the case was recorded
  reasons.source_file_id, -- file that the row was read from
  reasons.source_line, -- line of that file
  reasons.extracted_date -- day on which the file was extracted
from
  latest_reasons as reasons
  left join staging.cases on cases.case_id = reasons.case_id
  left join staging.customers on customers.customer_id = cases.customer_id
  left join motives_in_force () as branded on branded.system = reasons.system
  and branded.brand = coalesce(cases.brand, customers.brand)
  and branded.label_key = label_key (reasons.raw_label)
  left join motives_in_force () as motives on motives.system = reasons.system
  and motives.brand is null
  and motives.label_key = label_key (reasons.raw_label)
