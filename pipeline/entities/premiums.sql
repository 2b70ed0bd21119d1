-- Premiums paid to sellers as systems deliver them, in the shape that a mapping fills.
-- Grain: source_file_id, source_line
select
  null::varchar as system, -- system that delivered the row
  null::varchar as seller_id, -- seller
  null::date as premium_month, -- month of the premium, by its first day
  null::varchar as order_id, -- order that it is paid for; null for one that is not about an order
  null::varchar as plan, -- incentive plan
  null::bigint as premium_cents, -- premium, negative when it is taken back (cents)
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
