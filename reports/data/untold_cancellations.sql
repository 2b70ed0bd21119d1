-- Orders that accounting cancelled and the order tool does not know as cancelled, with the names of those involved.
-- Grain: order_id
with
  seller_names as (
    select
      seller_id,
      arg_max(name, valid_from) as name
    from
      staging.sellers
    group by
      seller_id
  )
select
  untold.order_id, -- order
  untold.customer_id, -- customer
  customers.name as customer_name, -- name of the customer
  untold.is_known_order, -- whether the order tool knows the order
  untold.status_label, -- its status there
  coalesce(seller_names.name, untold.seller_id) as seller, -- who sold it
  untold.channel, -- channel of the sale
  untold.from_date, -- day from which it is taken back
  untold.credit_date, -- day of the first credit note
  untold.documents, -- credit notes, joined by +
  untold.booked_cents, -- amount of the order (cents); null when the order tool does not know it
  untold.credited_cents, -- taken back (cents)
  untold.ledger_cents, -- of it, in the ledgers (cents); null when they have none of it
  files.name as file_name, -- file with the first credit note
  untold.source_line -- line of that file
from
  marts.untold_cancellations as untold
  left join staging.customers on customers.customer_id = untold.customer_id
  left join seller_names on seller_names.seller_id = untold.seller_id
  left join meta.files as files on files.file_id = untold.source_file_id
order by
  untold.credited_cents desc,
  untold.order_id
