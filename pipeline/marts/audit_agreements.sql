-- How far the two readers of the audit agree on whether a unit was rebooked at all.
-- Grain: units
select
  count(*) as units, -- units that both have judged
  count_if(is_linked)::bigint as linked_units, -- of these, units with an order that was known to replace them
  count_if((first_reader_cents > 0) = (second_reader_cents > 0))::bigint as agreements, -- units of which both say the same
  cohen_kappa (
    count_if(
      first_reader_cents > 0
      and second_reader_cents > 0
    ),
    count_if(
      first_reader_cents > 0
      and second_reader_cents = 0
    ),
    count_if(
      first_reader_cents = 0
      and second_reader_cents > 0
    ),
    count_if(
      first_reader_cents = 0
      and second_reader_cents = 0
    )
  ) as kappa -- agreement beyond chance (Cohen): 1 always, 0 by chance; null when there is nothing to agree on
from
  marts.audited_units
having
  count(*) > 0
