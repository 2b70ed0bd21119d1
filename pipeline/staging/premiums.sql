-- Premiums paid to sellers. Nothing numbers them, and two alike are two: of a month of a seller, the latest day that tells
-- of it counts, with all its lines. Files of one day are parts of it: what several have alike is told as often as the one
-- that has it most.
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
      is_of_latest_day ((system, seller_id, premium_month), extracted_date)
  ),
  numbered_premiums as (
    select
      *,
      row_number() over (
        partition by
          (system, seller_id, premium_month, order_id, plan, premium_cents),
          source_file_id
        order by
          source_line
      ) as
    copy
    from
      known_premiums
  ),
  latest_premiums as (
    select
      *
    from
      numbered_premiums
    qualify
      row_number() over (
        partition by
          (system, seller_id, premium_month, order_id, plan, premium_cents),
        copy
        order by
          source_file_id desc
      ) = 1
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
  latest_premiums as premiums
