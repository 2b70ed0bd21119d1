-- What kind of movement leads from an opening to a closing balance; null when they are equal.
create macro movement_kind (opening, closing, was_ever_live) as (
  case
    when closing = opening then null
    when opening = 0
    and was_ever_live then 'reactivation'
    when opening = 0 then 'new'
    when closing = 0 then 'churn'
    when closing > opening then 'expansion'
    else 'contraction'
  end
);
