-- A p value among all those of one family, adjusted so that a share of at most its level among all that pass is false
-- (Benjamini and Hochberg 1995): the least p · m / rank of it and of all larger ones. Null p values are no tests.
create macro benjamini_hochberg (p, p_values) as (
  list_min(
    list_transform(
      list_filter(p_values, lambda other: other >= p),
      lambda other: least(1, other * list_count(p_values) / len(list_filter(p_values, lambda smaller: smaller <= other)))
    )
  )
);
