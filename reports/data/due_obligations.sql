-- What is still to be done: duties whose deadline is to come, and those that are overdue by not too many days. A duty about a
-- value that was wrong cannot be done any more: it is counted, not listed.
-- Grain: obligation_id
with
  teams as (
    select
      seller_id,
      arg_max(name, valid_from) as name,
      arg_max(team, valid_from) as team
    from
      staging.sellers
    group by
      seller_id
  ),
  customers as (
    select
      customer_id,
      any_value(name) as name
    from
      staging.customers
    group by
      customer_id
  )
select
  duties.obligation_id, -- duty
  duties.rule, -- rule of data/lookups/obligation_rules.csv
  duties.subject_kind, -- letter, case, loss, alert ...
  duties.subject_id, -- which one
  duties.customer_id, -- customer
  customers.name as customer_name, -- name of the customer
  cuts.brand, -- brand
  cuts.family, -- product family of its case or order
  cuts.motive, -- motive of its case; MISSING where none tells
  cuts.value_band, -- band of what hangs on it
  duties.case_id, -- case
  coalesce(teams.name, duties.owner_name) as owner_name, -- who is to do it; null when nobody is known
  cuts.channel, -- channel of that seller
  teams.team, -- team of that seller; null when it is not known
  duties.trigger_field, -- field that made it due
  duties.trigger_date, -- day of that
  duties.earliest_date, -- first day on which it may be done; null when any
  duties.deadline_date, -- last day in time
  duties.computation, -- formula of the deadline
  duties.status, -- pending or missing
  (duties.deadline_date - runs.as_of)::integer as days_left, -- days until the deadline, below zero when overdue
  duties.is_due_this_week, -- whether the deadline comes in what is left of the week
  duties.at_stake_cents, -- what hangs on it (cents a year)
  files.name as file_name, -- file that tells what made it due
  duties.source_line -- line of that file
from
  marts.obligations as duties
  join marts.obligation_cuts as cuts on cuts.obligation_id = duties.obligation_id
  cross join meta.run as runs
  left join teams on teams.seller_id = duties.owner_seller_id
  left join customers on customers.customer_id = duties.customer_id
  left join meta.files as files on files.file_id = duties.source_file_id
where
  duties.status = 'pending'
  or duties.status = 'missing'
  and duties.expected_value is null
  and duties.deadline_date >= runs.as_of - parameter ('due.overdue_days')::integer
order by
  duties.deadline_date,
  duties.obligation_id
