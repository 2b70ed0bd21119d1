-- Attribution rules (data/lookups/attribution_rules.csv), a line a row: from when, for which measure, under which
-- conditions; the first row by position that fits a rebooking applies to it. A row that cannot be used says why, and a run
-- with such a row is refused.
-- Grain: source_line
with
  sums as (
    select
      source_line,
      sum(reversal_bp) as reversal_bp,
      sum(credit_bp) as credit_bp,
      min(least(reversal_bp, credit_bp)) as smallest_bp
    from
      marts.attribution_shares
    group by
      source_line
  ),
  strangers as (
    select
      source_line,
      min(name || ' ' || word || ' is unknown: write one of ' || known_words) as problem
    from
      marts.attribution_conditions
    where
      not is_known
    group by
      source_line
  ),
  rules as (
    select
      *,
      coalesce(valid_to, date '9999-12-31') as end_date,
      max(end_date) over (
        partition by
          rule,
          measure
      ) as last_date,
      string_split(motives, ' + ') as motive_list,
      coalesce(
        motives,
        from_days::varchar,
        to_days::varchar,
        original_channel,
        rebooking_channel,
        assignment,
        first_contact
      ) is null as is_default
    from
      lookups.attribution_rules
  ),
  clashes as (
    select
      rules.source_line,
      min(others.source_line) as other_line
    from
      rules
      join rules as others on others.rule = rules.rule
      and others.measure = rules.measure
      and others.position = rules.position
      and others.source_line < rules.source_line
      and others.valid_from < rules.end_date
      and rules.valid_from < others.end_date
    group by
      rules.source_line
  ),
  -- Days from which a default has to be there: whenever a row begins, and wherever a default ends before the rule does.
  turning_days as (
    select
      rule,
      measure,
      valid_from as day
    from
      rules
    union
    select
      rule,
      measure,
      end_date as day
    from
      rules
    where
      is_default
      and end_date < last_date
  ),
  uncovered as (
    select
      days.rule,
      days.measure,
      min(days.day) as from_day
    from
      turning_days as days
      anti join rules on rules.is_default
      and rules.rule = days.rule
      and rules.measure = days.measure
      and rules.valid_from <= days.day
      and days.day < rules.end_date
    group by
      days.rule,
      days.measure
  )
select
  rules.source_line, -- line of the file
  rules.rule, -- rule
  rules.measure, -- what it shares out: CA, parc, VJE or VJR
  rules.position, -- place among the rows of the rule: the first that fits applies
  rules.valid_from, -- first day of cancellation for which it holds
  rules.valid_to, -- first day for which it no longer does; null while it holds
  rules.is_prorated, -- whether what was delivered before the cut is left out of the reversal
  rules.is_default, -- whether it has no condition
  rules.motive_list, -- motives of the case; null for any
  rules.from_days, -- least days from the request to the new signature; null for any
  rules.to_days, -- days from which it no longer applies; null for any
  rules.original_channel, -- channel of the cancelled order; null for any
  rules.rebooking_channel, -- channel of the new order; null for any
  rules.assignment, -- whose order was cancelled: seller, delegated or unknown; null for any
  rules.first_contact, -- who reached the customer first: original_seller, rebooking_seller, other or none; null for any
  case
    when rules.rule is null
    or rules.measure is null
    or rules.position is null
    or rules.valid_from is null
    or rules.is_prorated is null then 'incomplete: rule, measure, position, valid_from and is_prorated are needed'
    when strangers.problem is not null then strangers.problem
    when rules.is_prorated
    and rules.measure <> 'CA' then 'only CA has a delivered part: write false under is_prorated'
    when rules.end_date <= rules.valid_from then 'ends before it begins: valid_to is the first day for which it no longer holds'
    when rules.to_days <= rules.from_days then 'no delay fits: to_days must be above from_days'
    when sums.smallest_bp < 0 then 'a share is below zero: write shares from 0 to 10000'
    when sums.reversal_bp <> 10000 then 'the shares of the reversal add up to ' || sums.reversal_bp || ': they must make 10000'
    when sums.credit_bp <> 10000 then 'the shares of the credit add up to ' || sums.credit_bp || ': they must make 10000'
    when clashes.other_line is not null then 'same rule, measure and position as line ' || clashes.other_line || ' on the same days: end one of them (valid_to), or give it another position'
    when uncovered.from_day is not null then 'no default from ' || uncovered.from_day || ' on: add a row of ' || rules.rule || ' for ' || rules.measure || ' without conditions, in the last position'
  end as issue -- why it cannot be used, and the way out; null when it can
from
  rules
  join sums on sums.source_line = rules.source_line
  left join strangers on strangers.source_line = rules.source_line
  left join clashes on clashes.source_line = rules.source_line
  left join uncovered on uncovered.rule = rules.rule
  and uncovered.measure = rules.measure
