-- Duties of the last months that were done before they were allowed: the days until then were there to save the customer.
-- Grain: obligation_id
with
  names as (
    select
      seller_id,
      arg_max(name, valid_from) as name
    from
      staging.sellers
    group by
      seller_id
  )
select
  duties.obligation_id, -- duty
  duties.rule, -- rule
  duties.subject_kind, -- letter, case, alert ...
  duties.subject_id, -- which one
  customers.name as customer_name, -- name of the customer
  duties.customer_id, -- customer
  duties.case_id, -- case
  cuts.month, -- month of the trigger
  cuts.brand, -- brand
  cuts.channel, -- channel of the one who did it
  cuts.family, -- product family of its case or order
  cuts.motive, -- motive of its case; MISSING where none tells
  cuts.value_band, -- band of what hung on it
  coalesce(names.name, duties.owner_name) as owner_name, -- who did it; null when nobody is known
  duties.trigger_date, -- day of the trigger
  duties.earliest_date, -- first day on which it was allowed
  duties.done_date, -- day on which it was done
  duties.days_early::integer as days_early, -- days between the two
  duties.at_stake_cents, -- what hung on it (cents a year)
  files.name as file_name, -- file that tells what made it due
  duties.source_line -- line of that file
from
  marts.obligations as duties
  join marts.obligation_cuts as cuts on cuts.obligation_id = duties.obligation_id
  cross join meta.run as runs
  left join names on names.seller_id = duties.owner_seller_id
  left join staging.customers on customers.customer_id = duties.customer_id
  left join meta.files as files on files.file_id = duties.source_file_id
where
  duties.status = 'early_breach'
  and duties.done_date > runs.as_of - parameter ('due.early_days')::integer
order by
  duties.done_date desc,
  duties.obligation_id
