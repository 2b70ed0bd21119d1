-- Sides that cases fall on, in three questions: who first reached for the customer; whether the letter came shortly before
-- or after the day on which the end of the contract moves by a month; and whether nothing, a part or all of what was at
-- risk was cut. Neither side of a question is drawn by lot.
-- Grain: case_id, contrast
with
  letters as (
    select
      episodes.case_id,
      min(cases.fiscal_churn_received_on) as received_date
    from
      marts.case_episodes as episodes
      cross join unnest(episodes.case_ids) as members (member_id)
      join staging.cases on cases.case_id = members.member_id
    where
      cases.fiscal_churn_received_on is not null
    group by
      episodes.case_id
  ),
  days_past_split as (
    select
      case_id,
      day(received_date) - parameter ('letter.split_day') as days
    from
      letters
  ),
  cuts as (
    select distinct
      case_id
    from
      marts.case_units
  ),
  sides as (
    select
      case_id,
      'first_response' as contrast,
      responder as side
    from
      marts.first_responses
    union all
    select
      case_id,
      'letter_day' as contrast,
      if (days <= 0, 'until_split', 'after_split') as side
    from
      days_past_split
    where
      days > - parameter ('letter.window_days')
      and days <= parameter ('letter.window_days')
    union all
    select
      outcomes.case_id,
      'cut_scope' as contrast,
      case
        when cuts.case_id is null then 'no_cut'
        when greatest(stakes.uncut_ca_cents, stakes.uncut_parc_cents) > 0 then 'partial_cut'
        else 'total_cut'
      end as side
    from
      marts.case_outcomes as outcomes
      left join cuts on cuts.case_id = outcomes.case_id
      left join marts.case_stakes as stakes on stakes.case_id = outcomes.case_id
  )
select
  sides.case_id, -- first case of the episode
  sides.contrast, -- first_response, letter_day or cut_scope
  sides.side -- side of the question
from
  sides
  join marts.case_outcomes as outcomes on outcomes.case_id = sides.case_id
