-- A rule of data/lookups/obligation_rules.csv has one row in force on any day; a regime of letters, and a policy, is one
-- that the rules know.
-- Grain: problem, name
with
  problems as (
    select distinct
      'two rows of a rule in force at once' as problem,
      rules.rule as name
    from
      lookups.obligation_rules as rules
      join lookups.obligation_rules as others on others.rule = rules.rule
      and others.source_line <> rules.source_line
      and others.valid_from >= rules.valid_from
      and others.valid_from < coalesce(rules.valid_to, 'infinity'::date)
    union all
    select distinct
      'regime that no rule knows' as problem,
      regime as name
    from
      lookups.letter_regimes
    where
      regime is null
      or regime not in ('month_end', 'same_day')
    union all
    select distinct
      'policy that no rule knows' as problem,
      name
    from
      lookups.policies
    where
      (
        name = 'deadline.inclusive'
        and value not in ('true', 'false')
      )
      or (
        name = 'letter_ghost.policy'
        and value not in ('wait', 'at_once')
      )
      or (
        name = 'cut.rule_valid_from'
        and try_cast (value as date) is null
      )
      or (
        name = 'ghost.effort'
        and not regexp_full_match(value, '(S1|S2)(,(S1|S2))*')
      )
      or (
        name = 'prechurn.ped_base'
        and value not in ('receipt', 'engagement')
      )
      or (
        name = 'redalert.policy'
        and value not in ('union', 'S1', 'S3')
      )
      or (
        name = 'redalert.meeting'
        and value not in ('after', 'before')
      )
      or (
        name = 'redalert.shop_names'
        and value not in ('unique', 'never')
      )
      or (
        name = 'nps.scale'
        and value not in ('S1', 'S3', 'standard')
      )
      or (
        name = 'tick.policy'
        and value not in ('strict', 'lenient')
      )
  )
select
  problem, -- what is wrong
  name -- rule, regime or policy
from
  problems
