-- How far the form of the request board is filled, its five mandatory fields and all of them, by all that the page can be filtered
-- by.
-- Grain: month, brand, field
with
  forms as (
    select
      first_of_month (requests.created_date) as month,
      coalesce(customers.brand, 'unknown') as brand,
      unnest(
        [
          {place: 1, field: 'expert', is_filled: has_expert},
          {place: 2, field: 'subject', is_filled: has_subject},
          {place: 3, field: 'customer_link', is_filled: has_customer_link},
          {place: 4, field: 'description', is_filled: has_description},
          {place: 5, field: 'ticket_link', is_filled: has_ticket_link},
          {place: 6, field: 'all', is_filled: is_complete}
        ],
        recursive := true
      )
    from
      marts.board_requests as requests
      left join staging.customers on customers.customer_id = requests.customer_id
    where
      requests.has_form
  )
select
  month, -- month in which they came
  brand, -- brand of the customer
  field, -- mandatory field, or all of them
  count(*)::integer as requests, -- requests with a form
  count_if(is_filled)::integer as filled_requests -- of these, with the field filled
from
  forms
group by
  month,
  brand,
  field,
  place
order by
  month,
  brand,
  place
