-- Premiums of sellers. The month may be written by any of its days.
-- Grain: source_file_id, source_line
select
  'primes' as system, -- system that delivered the row
  seller_id, -- seller
  first_of_month (premium_date) as premium_month, -- month of the premium, by its first day
  order_id, -- order that it is paid for; null for one that is not about an order
  plan, -- incentive plan
  premium_cents, -- premium, negative when it is taken back (cents)
  premium_date::timestamp at time zone 'Europe/Paris' as recorded_at, -- start of the day by which the month is written
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.primes
