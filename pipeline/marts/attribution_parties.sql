-- Whom each role of a rule falls on in a rebooking, with the channel and the team of that day: of the cut for the seller of
-- the cancelled order, of the signature for the one who rebooks, of the contact for the first contact. A role without a
-- seller is unknown; one whose seller sells for the house is the house.
-- Grain: cancellation_id, rebooked_order_id, role
with
  roles as (
    select
      cancellation_id,
      rebooked_order_id,
      unnest(
        [
          {
            role: 'initial',
            seller_id: original_seller_id,
            sale_channel: original_channel,
            on_date: cancel_date
          },
          {
            role: 'rebooker',
            seller_id: rebooking_seller_id,
            sale_channel: rebooking_channel,
            on_date: signed_date
          },
          {
            role: 'first_contact',
            seller_id: first_contact_seller_id,
            sale_channel: null,
            on_date: first_contact_date
          },
          {
            role: 'dvr',
            seller_id: if (original_channel = 'dvr', original_seller_id, null),
            sale_channel: 'dvr',
            on_date: cancel_date
          },
          {role: 'house', seller_id: null, sale_channel: 'house', on_date: null},
          {role: 'unknown', seller_id: null, sale_channel: null, on_date: null}
        ],
        recursive := true
      )
    from
      marts.rebooking_circumstances
    where
      is_attributed
  ),
  placed as (
    select
      roles.*,
      coalesce(
        if (coalesce(spells.valid_to > roles.on_date, true), spells.channel, null),
        roles.sale_channel,
        'unknown'
      ) as channel,
      if (coalesce(spells.valid_to > roles.on_date, true), spells.team, null) as team
    from
      roles
      asof left join staging.sellers as spells on spells.seller_id = roles.seller_id
      and spells.valid_from <= roles.on_date
  )
select
  cancellation_id, -- cancelled unit
  rebooked_order_id, -- order that replaces it, or a part of it
  role, -- whom the rule names: initial, rebooker, first_contact, dvr, house or unknown
  case
    when channel = 'house' then 'house'
    when seller_id is null then 'unknown'
    else 'seller'
  end as party, -- on whom it falls: seller, house or unknown
  seller_id, -- seller; null when there is none
  if (
    seller_id is null
    and channel <> 'house',
    'unknown',
    channel
  ) as channel, -- channel of that day; that of the sale where the list of sellers does not have the day
  team -- team of that day; null where the list of sellers does not have the day
from
  placed
