-- Orders that accounting cancelled and the order tool does not know as cancelled: a credit note takes back nearly all
-- that is billed for a line from a day on, what was billed anew counted, and no line of the order tool is cut. A smaller
-- one is a gesture. Where documents do not name lines, the order counts as one line.
-- Grain: order_id
with
  entries as (
    select
      *,
      if (
        bool_and(line_no is not null) over (
          partition by
            order_id
        ),
        line_no,
        0
      ) as part_no
    from
      staging.invoices
    where
      order_id is not null
  ),
  credits as (
    select
      order_id,
      part_no,
      invoice_id,
      min(customer_id) as customer_id,
      min(service_start_date) as from_date,
      min(invoice_date) as invoice_date,
      - sum(amount_cents) as credited_cents,
      min((source_file_id, source_line)) as place
    from
      entries
    where
      kind = 'credit_note'
    group by
      order_id,
      part_no,
      invoice_id
  ),
  -- Of each invoice, the part of its service that lies after the day from which the credit note takes back.
  cancelling as (
    select
      credits.order_id,
      credits.part_no,
      credits.invoice_id,
      any_value(credits.customer_id) as customer_id,
      any_value(credits.from_date) as from_date,
      any_value(credits.invoice_date) as invoice_date,
      any_value(credits.credited_cents) as credited_cents,
      any_value(credits.place) as place
    from
      credits
      join entries as invoices on invoices.order_id = credits.order_id
      and invoices.part_no = credits.part_no
      and invoices.kind = 'invoice'
    group by
      credits.order_id,
      credits.part_no,
      credits.invoice_id
    having
      100 * any_value(credits.credited_cents) >= parameter ('reconciliation.credited_percent')::bigint * sum(
        invoices.amount_cents - coalesce(
          prorata_cents (invoices.amount_cents, invoices.service_start_date, invoices.service_end_date, credits.from_date),
          0
        )
      )
      and any_value(credits.credited_cents) > 0
  ),
  cut_parts as (
    select distinct
      order_id,
      unnest([line_no, 0]) as part_no
    from
      staging.order_lines
    where
      cut_date is not null
  ),
  untold as (
    select
      cancelling.order_id,
      min(cancelling.customer_id) as customer_id,
      min(cancelling.from_date) as from_date,
      min(cancelling.invoice_date) as credit_date,
      sum(cancelling.credited_cents) as credited_cents,
      list_sort(list(distinct cancelling.invoice_id)) as documents,
      min(cancelling.place) as place
    from
      cancelling
      anti join cut_parts on cut_parts.order_id = cancelling.order_id
      and cut_parts.part_no = cancelling.part_no
    group by
      cancelling.order_id
  ),
  credit_notes as (
    select
      order_id,
      unnest(documents) as document_id
    from
      untold
  ),
  in_ledger as (
    select
      credit_notes.order_id,
      sum(ledger.ledger_cents) as ledger_cents
    from
      credit_notes
      join marts.ledger_reconciliations as ledger on ledger.document_id = credit_notes.document_id
    where
      ledger.ledger_file_id is not null
    group by
      credit_notes.order_id
  )
select
  untold.order_id, -- order
  untold.customer_id, -- customer
  orders.order_id is not null as is_known_order, -- whether the order tool knows the order at all
  orders.status_label, -- its status there, as the system calls it
  orders.seller_id, -- seller who signed it
  orders.channel, -- channel of the sale
  untold.from_date, -- day from which it is taken back; null when the credit note has none
  untold.credit_date, -- day of the first credit note
  array_to_string(untold.documents, ' + ') as documents, -- credit notes, joined by +
  booked.booked_cents, -- amount of the order (cents); null when the order tool does not know it
  untold.credited_cents::bigint as credited_cents, -- taken back (cents)
  in_ledger.ledger_cents::bigint as ledger_cents, -- revenue of these credit notes in the ledgers (cents); null when they have none of them
  untold.place[1] as source_file_id, -- file with the first credit note
  untold.place[2] as source_line -- line of that file
from
  untold
  left join staging.orders on orders.order_id = untold.order_id
  left join marts.booked_orders as booked on booked.order_id = untold.order_id
  left join in_ledger on in_ledger.order_id = untold.order_id
