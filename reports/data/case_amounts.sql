-- How the amounts keyed in on cases agree with what is billed.
-- Grain: agreement
select
  agreement, -- no_amount, not_billed, agrees, with_vat or differs
  count(*) as cases, -- cases
  coalesce(sum(mrr_cents), 0)::bigint as mrr_cents, -- their monthly amounts, as keyed in (cents)
  coalesce(sum(billed_mrr_cents), 0)::bigint as billed_mrr_cents -- what is billed a month (cents)
from
  marts.case_amounts
group by
  agreement
order by
  agreement
