-- Which row of each attribution rule applies to a rebooking: of the rows in force on the day of the cut, the first whose
-- conditions it meets. Links that are only more likely than not are attributed to nobody, under no rule.
-- Grain: cancellation_id, rebooked_order_id, rule, measure
select
  links.cancellation_id, -- cancelled unit
  links.rebooked_order_id, -- order that replaces it, or a part of it
  rules.rule, -- rule
  rules.measure, -- CA, parc, VJE or VJR
  arg_min(rules.source_line, (rules.position, rules.source_line)) as source_line, -- row of data/lookups/attribution_rules.csv that applies
  arg_min(rules.is_prorated, (rules.position, rules.source_line)) as is_prorated -- whether what was delivered before the cut is left out of the reversal
from
  marts.rebooking_circumstances as links
  join marts.attribution_rules as rules on links.cancel_date >= rules.valid_from
  and links.cancel_date < coalesce(rules.valid_to, date '9999-12-31')
  and coalesce(links.delay_days >= rules.from_days, rules.from_days is null)
  and coalesce(links.delay_days < rules.to_days, rules.to_days is null)
  and coalesce(links.original_channel = rules.original_channel, rules.original_channel is null)
  and coalesce(links.rebooking_channel = rules.rebooking_channel, rules.rebooking_channel is null)
  and coalesce(links.assignment = rules.assignment, rules.assignment is null)
  and coalesce(links.first_contact = rules.first_contact, rules.first_contact is null)
  and coalesce(list_contains(rules.motive_list, links.motive), true)
where
  links.is_attributed
  and rules.issue is null
group by
  links.cancellation_id,
  links.rebooked_order_id,
  rules.rule,
  rules.measure
