-- When the billing of a lost account is cut (D9): on the day on which its contract would have been renewed, neither before nor
-- after; and that of text messages a month after (D10), reckoned from the start of the contract. Before the rule changed
-- (cut.rule_valid_from) it was cut on one of two fixed days of that month. Only the follow file tells when billing is cut.
-- Text messages are cut where the follow file says so, or the order has them.
-- Grain: rule, subject_kind, subject_id
with
  accounts_with_messages as (
    select distinct
      lines.order_id
    from
      staging.order_lines as lines
      join marts.duty_products as products on products.duty = 'sms'
      and products.family = coalesce(lines.family, '')
      and products.product = coalesce(lines.product, '')
    where
      lines.amount_cents > 0
  ),
  cuts as (
    select
      losses.*,
      letters.billing_cut_date,
      letters.sms_cut_date,
      letters.sms_cut_date is not null
      or messages.order_id is not null as has_messages,
      losses.lost_date >= policy_on ('cut.rule_valid_from', losses.lost_date)::date as is_exact,
      if (
        losses.subject_kind = 'case',
        'letters.billing_cut_date',
        if (losses.start_date is null, losses.start_field, null)
      ) as missing_field
    from
      marts.lost_accounts as losses
      left join staging.letters on concat_ws('|', letters.customer_id, letters.brand, letters.received_date) = if (losses.subject_kind = 'letter', losses.loss_id, null)
      left join accounts_with_messages as messages on messages.order_id = losses.order_id
  ),
  duties as (
    select
      *,
      'D9' as rule,
      'anniversary' as computation,
      'letters.billing_cut_date' as done_field,
      billing_cut_date as done_date,
      billing_cut (start_date, lost_date, 0) as cut_date
    from
      cuts
    union all
    by name
    select
      *,
      'D10' as rule,
      'anchored_month_after_anniversary' as computation,
      'letters.sms_cut_date' as done_field,
      sms_cut_date as done_date,
      billing_cut (start_date, lost_date, 1) as cut_date
    from
      cuts
    where
      has_messages
  ),
  timed_duties as (
    select
      *,
      if (
        is_exact,
        [cut_date],
        fixed_cuts (cut_date, lost_date, parameter ('cut.first_day'), parameter ('cut.second_day'))
      ) as cut_dates
    from
      duties
  )
select
  duties.rule, -- D9, or D10 for text messages
  'loss' as subject_kind, -- an account that was passed as lost
  duties.loss_id as subject_id, -- the letter, or the case without one
  duties.customer_id, -- customer
  duties.brand, -- brand
  duties.owner_seller_id, -- seller who owns the case
  duties.owner_name, -- name of the owner
  duties.case_id, -- case
  duties.order_id, -- order that was left
  duties.lost_field as trigger_field, -- field that tells the loss
  duties.lost_date as trigger_date, -- day of the loss
  if (duties.missing_field is null, nearest_cut (duties.cut_dates, duties.done_date), null) as earliest_date, -- the deadline: not before it either
  if (duties.missing_field is null, nearest_cut (duties.cut_dates, duties.done_date), null) as deadline_date, -- day on which billing is cut; null when it cannot be computed
  case
    when duties.missing_field is not null then 'none'
    when duties.is_exact then duties.computation
    else 'fixed_days'
  end as computation, -- formula of that day
  duties.start_field as anchor_field, -- field that tells from when the contract is counted
  duties.start_date as anchor_date, -- day from which the contract is counted; null when it is not known
  duties.done_field, -- field that tells the cut
  if (duties.missing_field is null, duties.done_date, null) as done_date, -- day on which it is cut; null while nobody has cut it
  if (duties.missing_field is null, array_to_string(duties.cut_dates, ' / '), null) as expected_value, -- day on which it is to be cut, or days by the rule before
  duties.done_date::varchar as observed_value, -- day on which it is cut
  duties.missing_field, -- what is not known; null when nothing
  stakes.at_risk_parc_cents as at_stake_cents, -- parc at risk when the case was opened (cents a year)
  duties.source_file_id, -- file that the loss was read from
  duties.source_line -- line of that file
from
  timed_duties as duties
  left join marts.case_stakes as stakes on stakes.case_id = duties.case_id
