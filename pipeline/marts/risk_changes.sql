-- What changes for a customer who is watched, day by day: lines of the parc in force, cases and requests open, and the length
-- of the engagement passing from one band to the next. A case counts as open from the day after it was opened, so that a case
-- opened because of an alert does not hide the customer from it.
-- Grain: customer_id, date
with
  lines as (
    select
      orders.customer_id,
      lines.term_start_date as from_date,
      least(lines.term_end_date, lines.cut_date) as until_date,
      lines.parc_cents
    from
      staging.order_lines as lines
      join staging.orders on orders.order_id = lines.order_id
      semi join marts.watched_customers as watched on watched.customer_id = orders.customer_id
    where
      lines.parc_cents > 0
      and coalesce(least(lines.term_end_date, lines.cut_date) > lines.term_start_date, true)
  ),
  cases as (
    select
      cases.customer_id,
      local_date (cases.opened_at) + 1 as from_date,
      local_date (cases.closed_at) + 1 as until_date,
      if (cases.kind = 'churn_request', 1, 0) as requests
    from
      staging.cases
      semi join marts.watched_customers as watched on watched.customer_id = cases.customer_id
    where
      cases.status not in ('duplicate', 'error')
  ),
  beginnings as (
    select
      customer_id,
      min(from_date) as first_date
    from
      lines
    group by
      customer_id
  ),
  bands as (
    select
      from_days
    from
      lookups.tenure_bands
    where
      has_come (valid_from)
      and from_days > 0
    qualify
      dense_rank () over (
        order by
          valid_from desc
      ) = 1
  ),
  changes as (
    select
      customer_id,
      from_date as date,
      1 as lines,
      parc_cents,
      0 as cases,
      0 as requests
    from
      lines
    union all
    select
      customer_id,
      until_date as date,
      -1 as lines,
      - parc_cents,
      0 as cases,
      0 as requests
    from
      lines
    where
      until_date is not null
    union all
    select
      customer_id,
      from_date as date,
      0 as lines,
      0 as parc_cents,
      1 as cases,
      requests
    from
      cases
    union all
    select
      customer_id,
      until_date as date,
      0 as lines,
      0 as parc_cents,
      -1 as cases,
      - requests
    from
      cases
    where
      until_date is not null
    union all
    select
      beginnings.customer_id,
      least(engagements.engagement_date, beginnings.first_date) + bands.from_days as date,
      0 as lines,
      0 as parc_cents,
      0 as cases,
      0 as requests
    from
      beginnings
      cross join bands
      left join marts.engagement_dates as engagements on engagements.customer_id = beginnings.customer_id
  )
select
  customer_id, -- customer
  date, -- day on which it changes
  sum(lines)::bigint as lines, -- lines of the parc that begin, less those that end
  sum(parc_cents)::bigint as parc_cents, -- their parc (cents a year)
  sum(cases)::bigint as cases, -- cases that count as open from then on, less those that no longer do
  sum(requests)::bigint as requests -- of these, requests to leave
from
  changes
group by
  customer_id,
  date
