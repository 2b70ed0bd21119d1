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

-- Chance of a standard normal score at least so far from 0, either way: 1 − erf(|z| / √2), with
-- erf(x) = e^(−x²) · Σ x^(2n+1) / Γ(n + 3/2), whose terms are all positive. Scores beyond 8 have none that a double tells from 0.
create macro normal_p (score) as (
  case
    when score is null then null
    when score = 0 then 1.0
    when abs(score) > 8 then 0.0
    else greatest(
      0,
      1 - list_sum(
        list_transform(
          range(0, 200),
          lambda n: exp((2 * n + 1) * ln(abs(score) / sqrt(2)) - score * score / 2 - lgamma(n + 1.5))
        )
      )
    )
  end
);
