-- Trouble that customers told of: what an inbound contact about it says, and until when it stayed open. It ends with the next
-- contact of the customer about the same motive that was resolved; which motives are trouble is a list (contact_trouble in
-- data/lookups/labels.csv), and any contact that was not resolved is.
-- Grain: customer_id, motive_key, from_date
with
  inbound as (
    select
      contacts.customer_id,
      coalesce(label_key (contacts.motive), '') as motive_key,
      troubles.value as trouble,
      local_date (contacts.at) as from_date,
      bool_and(coalesce(contacts.was_resolved, true)) as was_resolved
    from
      staging.contacts as contacts
      semi join (
        select
          customer_id
        from
          marts.alert_messages
        where
          kind = 'red_alert'
      ) as alerted on alerted.customer_id = contacts.customer_id
      left join labels_of ('contact_trouble') as troubles on troubles.label_key = label_key (contacts.motive)
    where
      contacts.direction = 'inbound'
      and not coalesce(contacts.is_automatic, false)
    group by
      contacts.customer_id,
      coalesce(label_key (contacts.motive), ''),
      troubles.value,
      local_date (contacts.at)
  ),
  followed as (
    select
      *,
      min(if (was_resolved, from_date, null)) over (
        partition by
          customer_id,
          motive_key
        order by
          from_date rows between 1 following
          and unbounded following
      ) as resolved_date
    from
      inbound
  )
select
  customer_id, -- customer
  motive_key, -- motive, as labels are compared
  trouble, -- bug or complaint; null when the motive is no trouble in itself
  from_date, -- day of the contact
  not was_resolved as is_unresolved, -- whether it was not resolved then
  if (was_resolved, from_date, resolved_date) as resolved_date -- day on which it was; null while open
from
  followed
where
  trouble is not null
  or not was_resolved
