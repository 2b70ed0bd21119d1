-- pairs that were weighed, the best first: why this one, or why none
-- Grain: cancellation_id, rebooked_order_id
-- Empty: no pair: no other order of the customer could have replaced it, or be replaced by it
with
  pairs as (
    select
      *
    from
      marts.rebooking_candidates
    where
      (
        cancelled_order_id = getvariable ('order_id')
        and coalesce(cancellation_id = getvariable ('cancellation_id'), true)
      )
      or rebooked_order_id = getvariable ('order_id')
    qualify
      row_number() over (
        order by
          preference
      ) <= 10
  ),
  comparisons as (
    select
      cancellation_id,
      rebooked_order_id,
      unnest(['prior', 'gap', 'family', 'amount', 'seller', 'case']) as comparison,
      unnest(['every pair begins with it', gap_level, family_level, amount_level, seller_level, case_level]) as level,
      unnest([prior_weight, gap_weight, family_weight, amount_weight, seller_weight, case_weight]) as weight,
      unnest([0, 1, 2, 3, 4, 5]) as place
    from
      pairs
  ),
  meanings as (
    select
      comparison,
      level,
      arg_max(meaning, valid_from) as meaning
    from
      lookups.linkage_levels
    group by
      comparison,
      level
  ),
  evidence as (
    select
      comparisons.cancellation_id,
      comparisons.rebooked_order_id,
      list(
        lpad(if (comparisons.weight > 0, '+', '') || comparisons.weight, 5, ' ') || '  ' || comparisons.comparison || ': ' || coalesce(meanings.meaning, comparisons.level, 'no information')
        order by
          comparisons.place
      ) as weights
    from
      comparisons
      left join meanings on meanings.comparison = comparisons.comparison
      and meanings.level = comparisons.level
    group by
      comparisons.cancellation_id,
      comparisons.rebooked_order_id
  ),
  unit_links as (
    select
      cancellation_id,
      string_agg(
        rebooked_order_id,
        ' + '
        order by
          rebooked_order_id
      ) as orders,
      max(score) as score
    from
      marts.rebookings
    group by
      cancellation_id
  ),
  order_links as (
    select
      rebooked_order_id,
      string_agg(
        cancellation_id,
        ' + '
        order by
          cancellation_id
      ) as units,
      max(score) as score
    from
      marts.rebookings
    group by
      rebooked_order_id
  )
select
  pairs.cancellation_id, -- cancelled
  pairs.rebooked_order_id, -- new order
  pairs.gap_days, -- days
  pairs.score, -- score
  least(round(pairs.probability, 3), 0.999) as probability, -- p
  case
    when links.is_corrected then 'linked, class E: by ' || links.corrected_by
    when links.class = 'E' then 'linked, class E: the new order declares it'
    when links.class is not null then 'linked, class ' || links.class || ': ' || lower(classes.meaning)
    when pairs.score <= parameter ('class.c_score') then 'not linked: less likely than not'
    when unit_links.orders is not null
    and order_links.units is not null then 'not linked: ' || unit_links.orders || ' (' || unit_links.score || ') replaces the one, and the other replaces ' || order_links.units || ' (' || order_links.score || ')'
    when unit_links.orders is not null then 'not linked: it is replaced by ' || unit_links.orders || ' (' || unit_links.score || ')'
    when order_links.units is not null then 'not linked: the new order replaces ' || order_links.units || ' (' || order_links.score || ')'
    else 'not linked'
  end as verdict, -- verdict
  money_text (pairs.old_cents) || ' cancelled, ' || money_text (pairs.new_cents) || ' new' as amounts, -- amounts
  evidence.weights -- weights
from
  pairs
  join evidence on evidence.cancellation_id = pairs.cancellation_id
  and evidence.rebooked_order_id = pairs.rebooked_order_id
  left join marts.rebookings as links on links.cancellation_id = pairs.cancellation_id
  and links.rebooked_order_id = pairs.rebooked_order_id
  left join lookups.link_classes as classes on classes.class = links.class
  left join unit_links on unit_links.cancellation_id = pairs.cancellation_id
  left join order_links on order_links.rebooked_order_id = pairs.rebooked_order_id
order by
  pairs.preference
