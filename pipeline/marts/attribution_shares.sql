-- Who bears the reversal and who gets the credit, row by row of the attribution rules.
-- Grain: source_line, role
with
  parts as (
    select
      source_line,
      unnest(
        [
          {role: 'initial', place: 1, reversal_bp: reversal_initial_bp, credit_bp: credit_initial_bp},
          {role: 'rebooker', place: 2, reversal_bp: reversal_rebooker_bp, credit_bp: credit_rebooker_bp},
          {role: 'first_contact', place: 3, reversal_bp: null, credit_bp: credit_first_contact_bp},
          {role: 'dvr', place: 4, reversal_bp: reversal_dvr_bp, credit_bp: credit_dvr_bp},
          {role: 'house', place: 5, reversal_bp: reversal_house_bp, credit_bp: credit_house_bp},
          {role: 'unknown', place: 6, reversal_bp: reversal_unknown_bp, credit_bp: credit_unknown_bp}
        ],
        recursive := true
      )
    from
      lookups.attribution_rules
  )
select
  source_line, -- line of data/lookups/attribution_rules.csv
  role, -- whom the rule names: initial (seller of the cancelled order), rebooker, first_contact, dvr, house or unknown
  place, -- place of the role where a cent is left over
  coalesce(reversal_bp, 0) as reversal_bp, -- share of the reversal (hundredths of a percent)
  coalesce(credit_bp, 0) as credit_bp, -- share of the credit (hundredths of a percent)
  bool_or(
    coalesce(reversal_bp, 0) not in (0, 10000)
    or coalesce(credit_bp, 0) not in (0, 10000)
  ) over (
    partition by
      source_line
  ) as is_divided -- whether a side of the row has more than one share
from
  parts
