-- Least squares over a few columns. A design is a list of columns, each with one number a point; lists are summed in their
-- order, so that the digits are the same on every machine.
create macro weighted_columns (columns_of, weights) as (
  list_transform(
    columns_of,
    lambda column_of: list_transform(list_zip(column_of, weights), lambda pair: pair[1] * pair[2])
  )
);

-- Sums of products of every column of one list with every one of another.
create macro column_products (columns_of, others) as (
  list_transform(columns_of, lambda one: list_transform(others, lambda other: list_inner_product(one, other)))
);

-- XᵀWX of a design, and XᵀWy.
create macro cross_products (columns_of, weights) as (column_products (columns_of, weighted_columns (columns_of, weights)));

create macro cross_responses (columns_of, responses, weights) as (
  list_transform(weighted_columns (columns_of, weights), lambda column_of: list_inner_product(column_of, responses))
);

-- The identity beside a matrix.
create macro beside_identity (matrix) as (
  list_transform(
    matrix,
    lambda line,
    place: line || list_transform(range(1, len(line) + 1), lambda other: if (other = place, 1.0::double, 0.0::double))
  )
);

-- A pivot made 1, and its column cleared from all other lines.
create macro pivoted (matrix, hub) as (
  list_transform(
    matrix,
    lambda line,
    place: list_transform(
      line,
      lambda cell,
      position: if (
        place = hub,
        cell / matrix[hub] [hub],
        cell - line[hub] * matrix[hub] [position] / matrix[hub] [hub]
      )
    )
  )
);

-- Inverse of a symmetric positive definite matrix (Gauss and Jordan): its pivots need no exchange. Not finite where columns
-- of the design depend on one another.
create macro matrix_inverse (matrix) as (
  list_transform(
    list_reduce(
      list_transform(range(0, len(matrix) + 1), lambda hub: {lines: beside_identity (matrix), hub: hub}),
      lambda done,
      next: {lines: pivoted (done.lines, next.hub), hub: next.hub}
    ).lines,
    lambda line: line[len(matrix) + 1:]
  )
);

create macro matrix_vector (matrix, vector) as (list_transform(matrix, lambda line: list_inner_product(line, vector)));

-- What a design and its coefficients give for each point.
create macro predictions (columns_of, coefficients) as (
  list_transform(
    range(1, len(columns_of[1]) + 1),
    lambda point: list_inner_product(coefficients, list_transform(columns_of, lambda column_of: column_of[point]))
  )
);

create macro list_difference (one, other) as (list_transform(list_zip(one, other), lambda pair: pair[1] - pair[2]));

-- The product of a matrix and a symmetric one.
create macro matrix_product (one, other) as (column_products (one, other));

-- Σ of products of scores that lie `lag_points` apart, both ways.
create macro lagged_products (scores, lag_points) as (
  list_transform(
    scores,
    lambda one: list_transform(
      scores,
      lambda other: list_inner_product(one[1 + lag_points:], other[:len(other) - lag_points]) + list_inner_product(one[:len(one) - lag_points], other[1 + lag_points:])
    )
  )
);

-- What stands between the two inverses of the covariance that holds for residuals which depend on their neighbours (Newey and
-- West 1987): Bartlett weights, two lags, no correction for small samples. Scores are columns times residuals.
create macro newey_west_middle (columns_of, residuals) as (
  list_transform(
    list_zip(
      column_products (weighted_columns (columns_of, residuals), weighted_columns (columns_of, residuals)),
      lagged_products (weighted_columns (columns_of, residuals), 1),
      lagged_products (weighted_columns (columns_of, residuals), 2)
    ),
    lambda lines: list_transform(list_zip(lines[1], lines[2], lines[3]), lambda cells: cells[1] + cells[2] * 2 / 3 + cells[3] / 3)
  )
);

-- Variance of a weighted sum of coefficients.
create macro contrast_variance (covariance, weights) as (list_inner_product(weights, matrix_vector (covariance, weights)));

-- A standard error from its variance; null where rounding leaves less than nothing of one, so that it is never told as exact.
create macro standard_error (variance) as (if (variance < 0, null, sqrt(abs(variance))));

-- Standard errors of coefficients, from their covariance.
create macro diagonal_roots (covariance) as (list_transform(covariance, lambda line, place: standard_error (line[place])));

-- Squared differences of neighbouring residuals over their squares (Durbin and Watson 1950): about 2 where neighbours do not
-- depend on one another, below 2 where they resemble one another.
create macro durbin_watson (residuals) as (
  list_sum(
    list_transform(range(2, len(residuals) + 1), lambda place: pow(residuals[place] - residuals[place - 1], 2))
  ) / nullif(list_sum(list_transform(residuals, lambda residual: residual * residual)), 0)
);
