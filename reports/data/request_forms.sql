-- How far the form of the request board is filled: its five mandatory fields, over requests that it filled.
-- Grain: field
with
  forms as (
    select
      unnest(
        [
          {'place': 1, 'field': 'expert', 'is_filled': has_expert},
          {'place': 2, 'field': 'subject', 'is_filled': has_subject},
          {'place': 3, 'field': 'customer_link', 'is_filled': has_customer_link},
          {'place': 4, 'field': 'description', 'is_filled': has_description},
          {'place': 5, 'field': 'ticket_link', 'is_filled': has_ticket_link},
          {'place': 6, 'field': 'all', 'is_filled': is_complete}
        ]
      ) as answer
    from
      marts.board_requests
    where
      has_form
  )
select
  answer.field as field, -- mandatory field, or all of them
  count(*)::bigint as requests, -- requests with a form
  count_if(answer.is_filled)::bigint as filled_requests, -- of these, with the field filled
  count_if(answer.is_filled) / count(*) as filled_rate -- their share, 0 to 1
from
  forms
group by
  answer.field,
  answer.place
order by
  answer.place
