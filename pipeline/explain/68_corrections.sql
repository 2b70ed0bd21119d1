-- what people have said of it in rebooking_corrections.csv: pairs linked, or ruled out
-- Grain: source_line
select
  corrections.source_line, -- line
  corrections.cancellation_id, -- cancelled
  corrections.rebooked_order_id, -- new order
  corrections.action, -- action
  corrections.corrected_date, -- on
  corrections.author, -- by
  corrections.reason, -- why
  case
    when corrections.issue = 'unknown_cancellation' then 'not applied: no such order was cut on that day'
    when corrections.issue = 'unknown_order' then 'not applied: no such new order'
    when corrections.issue = 'other_customer' then 'not applied: the orders are of two customers'
    when corrections.issue = 'not_later' then 'not applied: the new order was not signed after the cancelled one'
    when corrections.action = 'unlink' then 'applied: the pair is not weighed'
    when links.is_corrected then 'applied: linked, class ' || links.class
    else 'not applied: another link of the same orders stands before it'
  end as state -- state
from
  marts.rebooking_corrections as corrections
  left join marts.rebookings as links on links.cancellation_id = corrections.cancellation_id
  and links.rebooked_order_id = corrections.rebooked_order_id
where
  (
    starts_with(corrections.cancellation_id, getvariable ('order_id') || '@')
    and coalesce(corrections.cancellation_id = getvariable ('cancellation_id'), true)
  )
  or corrections.rebooked_order_id = getvariable ('order_id')
order by
  corrections.source_line
