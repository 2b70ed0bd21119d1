-- The roles that may take a step on a day (data/lookups/allowed_roles.csv), in the order of their names.
create macro allowed_roles (wanted, day) as (
  list_sort(
    list_transform(
      list_filter(
        (
          select
            list({'step': step, 'role': role, 'valid_from': valid_from, 'valid_to': valid_to})
          from
            lookups.allowed_roles
        ),
        lambda row: row.step = wanted
        and row.valid_from <= day
        and coalesce(day < row.valid_to, true)
      ),
      lambda row: row.role
    )
  )
);
