-- Contacts of customers and what their treatment takes, in the finest cut that pages can be filtered by: month of the first
-- contact (of a re-contact, of the contact before it), brand of the customer, motive. What is settled, met and followed is
-- counted as in marts.contact_causes, marts.contact_compliances and marts.motive_recontacts.
-- Grain: month, brand, motive
with
  treatments as (
    select
      customer_id,
      motive,
      first_of_month (first_contact_date) as month,
      1 as episodes,
      contacts,
      is_settled::integer as settled_episodes,
      if (is_settled, contacts, 0) as settled_contacts,
      if (is_settled, transfers, 0) as settled_transfers,
      if (is_settled, follow_ups, 0) as settled_follow_ups,
      (
        is_settled
        and steps = 1
      )::integer as one_step_episodes,
      (
        is_settled
        and steps = 2
      )::integer as two_step_episodes,
      (
        is_settled
        and steps = 3
      )::integer as three_step_episodes,
      (
        is_settled
        and steps > 3
      )::integer as more_step_episodes
    from
      marts.contact_episodes
  ),
  dues as (
    select
      customer_id,
      motive,
      first_of_month (first_contact_date) as month,
      (
        target = 'contacts'
        and status = 'met'
      )::integer as contacts_met_episodes,
      (
        target = 'contacts'
        and status in ('met', 'late', 'missing')
      )::integer as contacts_judged_episodes,
      (
        target = 'contacts'
        and status = 'pending'
      )::integer as pending_episodes,
      (
        target = 'contacts'
        and status = 'not_computable'
      )::integer as untargeted_episodes,
      (
        target = 'delay'
        and status = 'met'
      )::integer as delay_met_episodes,
      (
        target = 'delay'
        and status in ('met', 'late', 'missing')
      )::integer as delay_judged_episodes
    from
      marts.contact_obligations
  ),
  returns as (
    select
      customer_id,
      motive,
      first_of_month (contact_date) as month,
      1 as followable_contacts,
      is_recontacted::integer as followed_contacts
    from
      marts.recontacts
    where
      is_mature
  ),
  counted as (
    from
      treatments
    union all
    by name
    from
      dues
    union all
    by name
    from
      returns
  )
select
  counted.month, -- month
  coalesce(customers.brand, 'unknown') as brand, -- brand of the customer
  counted.motive, -- what it is about
  coalesce(sum(counted.episodes), 0)::bigint as episodes, -- episodes
  coalesce(sum(counted.contacts), 0)::bigint as contacts, -- contacts of customers in them
  coalesce(sum(counted.settled_episodes), 0)::bigint as settled_episodes, -- episodes in which no more is to come
  coalesce(sum(counted.settled_contacts), 0)::bigint as settled_contacts, -- steps of these: contacts of customers
  coalesce(sum(counted.settled_transfers), 0)::bigint as settled_transfers, -- steps: contacts that were handed on
  coalesce(sum(counted.settled_follow_ups), 0)::bigint as settled_follow_ups, -- steps: calls and messages back
  coalesce(sum(counted.one_step_episodes), 0)::bigint as one_step_episodes, -- settled in one step
  coalesce(sum(counted.two_step_episodes), 0)::bigint as two_step_episodes, -- settled in two
  coalesce(sum(counted.three_step_episodes), 0)::bigint as three_step_episodes, -- settled in three
  coalesce(sum(counted.more_step_episodes), 0)::bigint as more_step_episodes, -- settled in more
  coalesce(sum(counted.contacts_met_episodes), 0)::bigint as contacts_met_episodes, -- settled within the contacts allowed
  coalesce(sum(counted.contacts_judged_episodes), 0)::bigint as contacts_judged_episodes, -- settled, or beyond them
  coalesce(sum(counted.pending_episodes), 0)::bigint as pending_episodes, -- neither settled nor beyond them
  coalesce(sum(counted.untargeted_episodes), 0)::bigint as untargeted_episodes, -- of a motive without a target
  coalesce(sum(counted.delay_met_episodes), 0)::bigint as delay_met_episodes, -- settled within the days allowed
  coalesce(sum(counted.delay_judged_episodes), 0)::bigint as delay_judged_episodes, -- settled, or beyond them
  coalesce(sum(counted.followable_contacts), 0)::bigint as followable_contacts, -- mature contacts, those of one day counted once
  coalesce(sum(counted.followed_contacts), 0)::bigint as followed_contacts -- of these, followed by another within the window
from
  counted
  left join staging.customers on customers.customer_id = counted.customer_id
group by
  counted.month,
  coalesce(customers.brand, 'unknown'),
  counted.motive
