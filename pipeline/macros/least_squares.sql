-- Least squares over a few columns. A design is a list of columns, each with one number a point; lists are summed in their
-- order, so that the digits are the same on every machine.
create macro weighted_product (one, other, weights) as (
  list_sum(list_transform(range(1, len(one) + 1), lambda place: one[place] * other[place] * weights[place]))
);

-- XᵀWX of a design, and XᵀWy.
create macro cross_products (columns_of, weights) as (
  list_transform(
    columns_of,
    lambda one: list_transform(columns_of, lambda other: weighted_product (one, other, weights))
  )
);

create macro cross_responses (columns_of, responses, weights) as (list_transform(columns_of, lambda one: weighted_product (one, responses, weights)));

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

create macro matrix_vector (matrix, vector) as (
  list_transform(
    matrix,
    lambda line: list_sum(list_transform(range(1, len(vector) + 1), lambda place: line[place] * vector[place]))
  )
);

-- What a design and its coefficients give for each point.
create macro predictions (columns_of, coefficients) as (
  list_transform(
    range(1, len(columns_of[1]) + 1),
    lambda point: list_sum(
      list_transform(range(1, len(coefficients) + 1), lambda place: coefficients[place] * columns_of[place] [point])
    )
  )
);

create macro list_difference (one, other) as (list_transform(range(1, len(one) + 1), lambda place: one[place] - other[place]));

create macro matrix_product (one, other) as (
  list_transform(
    one,
    lambda line: list_transform(
      range(1, len(other[1]) + 1),
      lambda place: list_sum(list_transform(range(1, len(line) + 1), lambda step: line[step] * other[step] [place]))
    )
  )
);

-- Σ of the scores x·e of two columns at points that lie `lag_points` apart, both ways; without a lag, once.
create macro lagged_product (one, other, residuals, lag_points) as (
  coalesce(
    list_sum(
      list_transform(
        range(1 + lag_points, len(residuals) + 1),
        lambda point: residuals[point] * residuals[point - lag_points] * (
          one[point] * other[point - lag_points] + if (lag_points = 0, 0, one[point - lag_points] * other[point])
        )
      )
    ),
    0
  )
);

-- What stands between the two inverses of the covariance that holds for residuals which depend on their neighbours (Newey and
-- West 1987): Bartlett weights, two lags, no correction for small samples.
create macro newey_west_middle (columns_of, residuals) as (
  list_transform(
    columns_of,
    lambda one: list_transform(
      columns_of,
      lambda other: lagged_product (one, other, residuals, 0) + lagged_product (one, other, residuals, 1) * 2 / 3 + lagged_product (one, other, residuals, 2) / 3
    )
  )
);

-- Variance of a weighted sum of coefficients.
create macro contrast_variance (covariance, weights) as (
  list_sum(
    list_transform(
      range(1, len(weights) + 1),
      lambda place: weights[place] * list_sum(
        list_transform(range(1, len(weights) + 1), lambda other: weights[other] * covariance[place] [other])
      )
    )
  )
);

-- Standard errors of coefficients, from their covariance.
create macro diagonal_roots (covariance) as (list_transform(covariance, lambda line, place: sqrt(line[place])));

-- Squared differences of neighbouring residuals over their squares (Durbin and Watson 1950): about 2 where neighbours do not
-- depend on one another, below 2 where they resemble one another.
create macro durbin_watson (residuals) as (
  list_sum(
    list_transform(range(2, len(residuals) + 1), lambda place: pow(residuals[place] - residuals[place - 1], 2))
  ) / nullif(list_sum(list_transform(residuals, lambda residual: residual * residual)), 0)
);
