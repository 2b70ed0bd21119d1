-- The cells that pages are filtered by hold every case, every cancellation and every duty once: their sums are those of the
-- rates and losses without a filter, to the cent.
-- Grain: cells, measure
with
  case_sums as (
    select
      list_value(
        sum(cases),
        sum(open_cases),
        sum(ever_kept_cases),
        sum(closed_cases),
        sum(mature_cases),
        sum(saved_cases),
        sum(saved_partial_cases),
        sum(lost_cases),
        sum(ghost_cases),
        sum(crm_saved_cases),
        sum(at_risk_ca_cents),
        sum(kept_ca_cents),
        sum(at_risk_parc_cents),
        sum(kept_parc_cents)
      )::bigint[] as told
    from
      marts.case_cells
  ),
  rate_sums as (
    select
      list_value(
        sum(cases),
        sum(open_cases),
        sum(ever_kept_cases),
        sum(closed_cases),
        sum(mature_cases),
        sum(saved_cases),
        sum(saved_partial_cases),
        sum(lost_cases),
        sum(ghost_cases),
        sum(crm_saved_cases),
        sum(at_risk_ca_cents),
        sum(kept_ca_cents),
        sum(at_risk_parc_cents),
        sum(kept_parc_cents)
      )::bigint[] as told
    from
      marts.save_counts
    where
      channel = 'all'
      and period = 'all'
      and cut = 'all'
  ),
  differences as (
    select
      'case_cells' as cells,
      unnest(
        [
          'cases',
          'open_cases',
          'ever_kept_cases',
          'closed_cases',
          'mature_cases',
          'saved_cases',
          'saved_partial_cases',
          'lost_cases',
          'ghost_cases',
          'crm_saved_cases',
          'at_risk_ca_cents',
          'kept_ca_cents',
          'at_risk_parc_cents',
          'kept_parc_cents'
        ]
      ) as measure,
      unnest(case_sums.told) as in_cells,
      unnest(rate_sums.told) as in_rates
    from
      case_sums
      cross join rate_sums
    union all
    select
      'cancellation_cuts' as cells,
      'cancellations' as measure,
      (
        select
          count(*)
        from
          marts.cancellation_cuts
        where
          value_band is not null
      ) as in_cells,
      (
        select
          count(*)
        from
          marts.cancellations
      ) as in_rates
    union all
    select
      'obligation_cuts' as cells,
      'obligations' as measure,
      (
        select
          count(*)
        from
          marts.obligations as duties
          join marts.obligation_cuts as cuts on cuts.obligation_id = duties.obligation_id
      ) as in_cells,
      (
        select
          sum(obligations)
        from
          marts.obligation_rates
        where
          period = 'all'
          and cut = 'all'
      ) as in_rates
    union all
    select
      'process_cuts' as cells,
      'loss_cents' as measure,
      (
        select
          sum(findings.loss_company_cents)
        from
          marts.process_findings as findings
          join marts.process_cuts as cuts on cuts.cancellation_id = findings.cancellation_id
        where
          cuts.value_band is not null
      ) as in_cells,
      (
        select
          sum(loss_cents)
        from
          marts.process_rates
        where
          period = 'all'
          and channel = 'all'
      ) as in_rates
  )
select
  cells, -- table of the cells
  measure, -- what is added up
  in_cells, -- sum of the cells
  in_rates -- sum that is published without a filter
from
  differences
where
  coalesce(in_cells, 0) <> coalesce(in_rates, 0)
