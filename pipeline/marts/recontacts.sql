-- Days on which a customer got in touch about a motive, and whether the customer did so again within the window. Several
-- contacts of one day are one, that of whoever answered first; what follows is held against the earlier day, not the later.
-- Grain: customer_id, motive, contact_date
with
  contact_days as (
    select
      customer_id,
      motive,
      contact_date,
      count(*) as contacts,
      arg_min_null(adviser_id, (contacted_at, system, contact_id)) as adviser_id
    from
      marts.contact_gaps
    group by
      customer_id,
      motive,
      contact_date
  ),
  followed as (
    select
      *,
      lead (contact_date) over (
        partition by
          customer_id,
          motive
        order by
          contact_date
      ) as next_date
    from
      contact_days
  )
select
  followed.customer_id, -- customer
  followed.motive, -- what it was about
  followed.contact_date, -- local day
  followed.contacts, -- contacts of that day
  coalesce(followed.adviser_id, 'unknown') as adviser_id, -- who answered first that day
  coalesce(if (coalesce(followed.contact_date < spells.valid_to, true), spells.team, null), 'unknown') as team, -- team of that person on the day
  followed.next_date, -- next day on which the customer got in touch about it; null when there is none
  followed.contact_date + parameter ('contact.window_days')::integer <= runs.as_of as is_mature, -- whether a further contact would be known
  coalesce(followed.next_date - followed.contact_date <= parameter ('contact.window_days'), false) as is_recontacted -- whether the customer got in touch again within the window
from
  followed
  cross join meta.run as runs
  asof left join staging.sellers as spells on spells.seller_id = followed.adviser_id
  and spells.valid_from <= followed.contact_date
