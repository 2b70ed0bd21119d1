-- What was due by the rules of the house, and what became of it: met, done too late, missing, pending, done before it was
-- allowed, or not to be computed because no system delivers what it takes. A rule that was not in force on the day of the
-- trigger makes nothing due; one that has no row at all is an error, so that a misspelt rule cannot silently be none.
-- Grain: obligation_id
with
  -- A family of rules may have columns of its own.
  duties as (
    from
      marts.letter_obligations
    union all
    by name
    from
      marts.ped_obligations
    union all
    by name
    from
      marts.ghosted_letter_obligations
    union all
    by name
    from
      marts.refund_obligations
    union all
    by name
    from
      marts.billing_cut_obligations
    union all
    by name
    from
      marts.gift_obligations
    union all
    by name
    from
      marts.domain_obligations
    union all
    by name
    from
      marts.case_obligations
    union all
    by name
    from
      marts.ghost_obligations
    union all
    by name
    from
      marts.prechurn_obligations
    union all
    by name
    from
      marts.status_obligations
    union all
    by name
    from
      marts.alert_obligations
  ),
  duties_in_force as (
    select
      duties.*,
      runs.as_of,
      coalesce(channels.channel, 'unknown') as owner_channel,
      obligation_status (duties.missing_field, duties.earliest_date, duties.deadline_date, duties.done_date, runs.as_of) as status
    from
      duties
      cross join meta.run as runs
      asof left join lookups.obligation_rules as rules on rules.rule = duties.rule
      and rules.valid_from <= duties.trigger_date
      asof left join staging.sellers as channels on channels.seller_id = duties.owner_seller_id
      and channels.valid_from <= duties.trigger_date
    where
      case
        when duties.rule in (
          select
            rule
          from
            lookups.obligation_rules
        ) then rules.rule is not null
        and coalesce(duties.trigger_date < rules.valid_to, true)
        else error('no rule is called ' || duties.rule)
      end
  )
select
  concat_ws('|', rule, subject_kind, subject_id) as obligation_id, -- rule and subject
  rule, -- rule of data/lookups/obligation_rules.csv
  subject_kind, -- what it is about: letter, case, loss, alert ...
  subject_id, -- which one
  customer_id, -- customer
  brand, -- brand; null when none is known
  owner_seller_id, -- seller whose duty it is
  owner_name, -- name of the one whose duty it is, where the system gives no code
  owner_channel, -- channel of the seller on the day of the trigger; unknown where it is not known
  case_id, -- case
  order_id, -- order
  trigger_field, -- field that tells what made it due
  trigger_date, -- day from which it is due
  earliest_date, -- first day on which it may be done; null when any
  deadline_date, -- last day in time; null when it cannot be computed
  computation, -- formula of the deadline
  anchor_field, -- field that tells from when years or months are counted; null where the trigger does
  anchor_date, -- day from which they are counted
  done_field, -- field that tells when it was done
  done_date, -- day on which it was done; null while it is not
  expected_value, -- value that is due; null where the duty is not about a value
  observed_value, -- value found
  missing_field, -- field that no system delivers; null when it can be computed
  at_stake_cents, -- what hangs on it (cents a year); null when not known
  status, -- met, late, missing, pending, early_breach or not_computable
  if (status = 'late', done_date - deadline_date, if (status = 'missing', as_of - deadline_date, null)) as days_late, -- days after the deadline, until done or until the as-of day; null when in time
  if (status = 'early_breach', earliest_date - done_date, null) as days_early, -- days before the first one allowed: of the time to save a customer, given away
  if (status = 'pending', deadline_date - as_of, null) as days_left, -- days until the deadline; null when nothing is to be done any more
  status = 'pending'
  and date_trunc('week', deadline_date) = date_trunc('week', as_of) as is_due_this_week, -- whether its deadline comes in what is left of the week of the as-of day, Monday to Sunday
  source_file_id, -- file that tells what made it due
  source_line -- line of that file
from
  duties_in_force
