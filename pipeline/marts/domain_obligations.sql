-- When the renewal of the domain name of a lost site is stopped (D12): at once, not when the contract ends. A site is lost when
-- its last line in force is cut: no other one lasts beyond the day on which that was recorded. Of a customer whose sites no
-- order tells, it is the day on which the account was passed as lost. The registrar tells when renewal was stopped, else the
-- follow file.
-- Grain: rule, subject_kind, subject_id
with
  site_lines as (
    select
      orders.customer_id,
      orders.brand,
      orders.order_id,
      orders.seller_id,
      orders.case_id,
      lines.term_end_date,
      lines.cut_date,
      lines.parc_cents,
      local_date (coalesce(lines.cancel_recorded_at, lines.cut_date::timestamp at time zone runs.time_zone)) as cut_recorded_date
    from
      staging.orders
      semi join staging.domains on domains.customer_id = orders.customer_id
      join staging.order_lines as lines on lines.order_id = orders.order_id
      join marts.duty_products as products on products.duty = 'website'
      and products.family = coalesce(lines.family, '')
      and products.product = coalesce(lines.product, '')
      cross join meta.run as runs
  ),
  standing_sites as (
    select
      customer_id,
      max(coalesce(term_end_date, date 'infinity')) as until_date
    from
      site_lines
    where
      cut_date is null
    group by
      customer_id
  ),
  last_cuts as (
    select
      customer_id,
      brand,
      order_id,
      seller_id,
      case_id,
      parc_cents,
      cut_recorded_date as lost_date
    from
      site_lines
    where
      cut_date is not null
    qualify
      row_number() over (
        partition by
          customer_id
        order by
          cut_recorded_date desc,
          order_id desc
      ) = 1
  ),
  lost_sites as (
    select
      cuts.*,
      'order_lines.cancel_recorded_at' as lost_field
    from
      last_cuts as cuts
      left join standing_sites as others on others.customer_id = cuts.customer_id
    where
      coalesce(others.until_date <= cuts.lost_date, true)
    union all
    by name
    select
      losses.customer_id,
      arg_max(losses.brand, (losses.lost_date, losses.loss_id)) as brand,
      arg_max_null(losses.order_id, (losses.lost_date, losses.loss_id)) as order_id,
      arg_max_null(losses.case_id, (losses.lost_date, losses.loss_id)) as case_id,
      max(losses.lost_date) as lost_date,
      arg_max(losses.lost_field, (losses.lost_date, losses.loss_id)) as lost_field
    from
      marts.lost_accounts as losses
      anti join site_lines as lines on lines.customer_id = losses.customer_id
    group by
      losses.customer_id
  ),
  register as (
    select
      customer_id,
      max(domain_stopped_date) as stopped_date
    from
      staging.letters
    group by
      customer_id
  ),
  lost_domains as (
    select
      domains.*,
      sites.* exclude (customer_id),
      case
        when domains.is_auto_renewed then null
        else coalesce(
          if (not domains.is_auto_renewed, local_date (domains.auto_renew_changed_at), null),
          register.stopped_date
        )
      end as stopped_date
    from
      lost_sites as sites
      join staging.domains on domains.customer_id = sites.customer_id
      left join register on register.customer_id = sites.customer_id
  )
select
  'D12' as rule, -- rule
  'domain' as subject_kind, -- a domain name
  concat_ws('|', domains.system, domains.domain) as subject_id, -- registrar and name
  domains.customer_id, -- customer it is held for
  domains.brand, -- brand of the order
  coalesce(cases.owner_seller_id, domains.seller_id) as owner_seller_id, -- seller who owns the case, else who signed the order
  cases.owner_name, -- name of the owner of the case
  domains.case_id, -- case that led to the end of the order
  domains.order_id, -- order of the site, the last one cut
  domains.lost_field as trigger_field, -- field that tells the loss
  domains.lost_date as trigger_date, -- day of the loss
  null::date as earliest_date, -- any day
  domains.lost_date + parameter ('domain.max_days')::integer as deadline_date, -- last day in time
  'days_after' as computation, -- formula of the deadline
  'domains.auto_renew_changed_at' as done_field, -- field that tells that it was done
  domains.stopped_date as done_date, -- day on which its renewal was stopped; null while it goes on
  null::varchar as expected_value, -- no duty about a value
  null::varchar as observed_value, -- no duty about a value
  case
    when domains.stopped_date is not null
    or domains.is_auto_renewed then null
    when domains.is_auto_renewed is null then 'domains.is_auto_renewed'
    else 'domains.auto_renew_changed_at'
  end as missing_field, -- what is not delivered; null when nothing
  domains.parc_cents as at_stake_cents, -- parc of the site that was lost (cents a year)
  domains.source_file_id, -- file that the domain was read from
  domains.source_line -- line of that file
from
  lost_domains as domains
  left join staging.cases on cases.case_id = domains.case_id
