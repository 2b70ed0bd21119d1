-- Credit lines of the ledger (invoices that begin with C), each with the purchase line that it takes back. The ledger
-- does not say which, so it is looked for: the customer's latest earlier purchase of the same article that is worth
-- enough. A line credited under a wrong article code is found in an order that the same credit touches anyway, by
-- quantity and price. What is left was bought before the ledger begins, or is a discount or a fee.
-- Grain: source_file_id, source_line
with
  purchases as (
    select
      *
    from
      sources.online_retail
    where
      not starts_with(invoice_no, 'C')
      and quantity > 0
  ),
  credits as (
    select
      *,
      - amount_cents as credited_cents
    from
      sources.online_retail
    where
      starts_with(invoice_no, 'C')
  ),
  same_article as (
    select
      credits.source_file_id,
      credits.source_line,
      credits.invoice_no as credit_no,
      credits.credited_cents,
      purchases.source_file_id as purchase_file_id,
      purchases.source_line as purchase_line,
      purchases.invoice_no as order_id,
      purchases.amount_cents
    from
      credits
      join purchases on purchases.customer_id = credits.customer_id
      and purchases.stock_code = credits.stock_code
      and purchases.invoiced_at <= credits.invoiced_at
      and purchases.amount_cents >= credits.credited_cents
    where
      credits.credited_cents > 0
    qualify
      row_number() over (
        partition by
          credits.source_file_id,
          credits.source_line
        order by
          purchases.quantity = - credits.quantity
          and purchases.unit_price = credits.unit_price desc,
          purchases.invoiced_at desc,
          purchases.source_file_id,
          purchases.source_line
      ) = 1
  ),
  wrong_article as (
    select
      credits.source_file_id,
      credits.source_line,
      credits.invoice_no as credit_no,
      credits.credited_cents,
      purchases.source_file_id as purchase_file_id,
      purchases.source_line as purchase_line,
      purchases.invoice_no as order_id,
      purchases.amount_cents
    from
      credits
      anti join same_article using (source_file_id, source_line)
      join purchases on purchases.customer_id = credits.customer_id
      and purchases.quantity = - credits.quantity
      and purchases.unit_price = credits.unit_price
    where
      credits.credited_cents > 0
      and (credits.invoice_no, purchases.invoice_no) in (
        select
          (credit_no, order_id)
        from
          same_article
      )
    qualify
      row_number() over (
        partition by
          credits.source_file_id,
          credits.source_line
        order by
          purchases.invoiced_at desc,
          purchases.source_file_id,
          purchases.source_line
      ) = 1
  ),
  within_purchase as (
    -- Several credits may take back parts of one purchase line, never more than it was worth.
    select
      *
    from
      (
        from
          same_article
        union all
        from
          wrong_article
      )
    qualify
      sum(credited_cents) over (
        partition by
          purchase_file_id,
          purchase_line
        order by
          source_file_id,
          source_line
      ) <= amount_cents
  )
select
  credits.source_file_id, -- file that the credit line stands in
  credits.source_line, -- line of that file
  credits.invoice_no as credit_no, -- the credit
  credits.customer_id, -- customer; null when unknown
  credits.stock_code, -- article credited
  credits.description, -- name of the article
  credits.invoiced_at as credited_at, -- when it was credited
  credits.credited_cents, -- amount taken back (cents)
  credits.extracted_date, -- day on which the file was extracted
  within_purchase.order_id, -- order taken back; null when it was not found
  within_purchase.purchase_file_id, -- file of the purchase line
  within_purchase.purchase_line -- line of that file
from
  credits
  left join within_purchase using (source_file_id, source_line)
