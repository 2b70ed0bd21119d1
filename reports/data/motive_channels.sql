-- Main motives by channel, over the last twelve complete months. A cell of fewer cases than may be shown is withheld, and
-- with it the smallest other one of its row or column, so that no difference gives it back.
-- Grain: motive, channel
with
  cells as (
    select
      motive,
      channel,
      sum(cases) as cases,
      sum(at_risk_ca_cents) as at_risk_ca_cents,
      sum(lost_ca_cents) as lost_ca_cents,
      sum(cases) < parameter ('cell.hidden_below') as is_small
    from
      marts.reason_counts
    where
      counting = 'primary'
      and month in (
        select
          month
        from
          marts.reporting_months
        order by
          month desc
        limit
          12
      )
    group by
      motive,
      channel
  ),
  row_hidden as (
    select
      *,
      is_small
      or (
        count_if(is_small) over (
          partition by
            motive
        ) = 1
        and row_number() over (
          partition by
            motive
          order by
            is_small,
            cases,
            channel
        ) = 1
      ) as is_row_hidden
    from
      cells
  ),
  column_hidden as (
    select
      *,
      is_row_hidden
      or (
        count_if(is_row_hidden) over (
          partition by
            channel
        ) = 1
        and row_number() over (
          partition by
            channel
          order by
            is_row_hidden,
            cases,
            motive
        ) = 1
      ) as is_column_hidden
    from
      row_hidden
  ),
  hidden as (
    select
      *,
      is_column_hidden
      or (
        count_if(is_column_hidden) over (
          partition by
            motive
        ) = 1
        and row_number() over (
          partition by
            motive
          order by
            is_column_hidden,
            cases,
            channel
        ) = 1
      ) as is_hidden
    from
      column_hidden
  )
select
  motive, -- main motive; MISSING, UNMAPPED and MULTI_NO_PRIMARY are shown as such
  channel, -- channel of the owner at the end
  if (is_hidden, null, cases)::bigint as cases, -- cases; null when withheld
  if (is_hidden, null, at_risk_ca_cents)::bigint as at_risk_ca_cents, -- amount at risk (cents)
  if (is_hidden, null, lost_ca_cents)::bigint as lost_ca_cents, -- of it, lost (cents)
  is_hidden -- whether the cell is withheld
from
  hidden
order by
  motive,
  channel
