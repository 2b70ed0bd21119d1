-- Every eligible case counts once in each way of counting but by mention, and so does what it puts at risk and loses; in
-- no cut is any of it missing.
-- Grain: table_name, cut, counting
with
  sums as (
    select
      'reason_counts' as table_name,
      '' as cut,
      counting,
      sum(case_parts) as case_parts,
      sum(at_risk_ca_cents) as at_risk_ca_cents,
      sum(lost_ca_cents) as lost_ca_cents,
      sum(at_risk_parc_cents) as at_risk_parc_cents
    from
      marts.reason_counts
    group by
      counting
    union all
    select
      'reason_cuts' as table_name,
      cut,
      counting,
      sum(case_parts) as case_parts,
      sum(at_risk_ca_cents) as at_risk_ca_cents,
      sum(lost_ca_cents) as lost_ca_cents,
      null as at_risk_parc_cents
    from
      marts.reason_cuts
    group by
      cut,
      counting
  ),
  cases as (
    select
      count(*) * case_unit () as case_parts,
      sum(at_risk_ca_cents) as at_risk_ca_cents,
      coalesce(
        sum(at_risk_ca_cents - kept_ca_cents) filter(
          where
            outcome not in ('open', 'unknown')
        ),
        0
      ) as lost_ca_cents,
      sum(at_risk_parc_cents) as at_risk_parc_cents
    from
      marts.case_outcomes
  )
select
  sums.table_name, -- table
  sums.cut, -- cut of that table
  sums.counting, -- way of counting
  sums.case_parts - cases.case_parts as case_parts, -- 2520ths of a case too many
  sums.at_risk_ca_cents - cases.at_risk_ca_cents as at_risk_ca_cents, -- amount at risk too much (cents)
  sums.lost_ca_cents - cases.lost_ca_cents as lost_ca_cents, -- amount lost too much (cents)
  sums.at_risk_parc_cents - cases.at_risk_parc_cents as at_risk_parc_cents -- parc at risk too much (cents)
from
  sums
  cross join cases
where
  sums.counting <> 'mention'
  and (
    sums.case_parts <> cases.case_parts
    or sums.at_risk_ca_cents <> cases.at_risk_ca_cents
    or sums.lost_ca_cents <> cases.lost_ca_cents
    or sums.at_risk_parc_cents <> cases.at_risk_parc_cents
  )
