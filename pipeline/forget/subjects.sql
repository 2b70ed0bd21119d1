-- What is about the customers that the variable `forgotten` lists and has an id of its own: their orders and cases.
-- Grain: subject_id
with
  forgotten as (
    select
      unnest(getvariable ('forgotten')) as customer_id
  )
select
  order_id as subject_id -- order
from
  entities.orders
  semi join forgotten using (customer_id)
where
  order_id is not null
union
select
  case_id as subject_id -- case
from
  entities.cases
  semi join forgotten using (customer_id)
where
  case_id is not null
order by
  subject_id
