-- Premiums paid to sellers. Nothing numbers them, and two alike are two: of a month of a seller, the latest file that
-- tells of it counts, with all its lines.
-- Grain: source_file_id, source_line
with
  known_premiums as (
    select
      *
    from
      entities.premiums
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_of_latest_file ((system, seller_id, premium_month), extracted_date, source_file_id)
  )
select
  premiums.system, -- system that delivered the row
  premiums.seller_id, -- seller
  premiums.premium_month, -- month of the premium, by its first day
  premiums.order_id, -- order that it is paid for; null for one that is not about an order
  premiums.plan, -- incentive plan
  premiums.premium_cents, -- premium, negative when it is taken back (cents)
  premiums.recorded_at, -- start of the day by which its month is written
  premiums.source_file_id, -- file that the row was read from
  premiums.source_line, -- line of that file
  premiums.extracted_date -- day on which the file was extracted
from
  known_premiums as premiums
