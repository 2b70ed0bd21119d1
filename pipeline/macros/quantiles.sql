-- A polynomial, its coefficients from the highest power to the lowest.
create macro polynomial (coefficients, x) as (list_reduce(coefficients::double[], lambda sum, coefficient: sum * x + coefficient));

-- A standard score far from the middle, by the root of the negative logarithm of the smaller share outside.
create macro normal_tail_quantile (root) as (
  if (
    root <= 5,
    polynomial (
      [
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734
      ],
      root - 1.6
    ) / polynomial (
      [
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1
      ],
      root - 1.6
    ),
    polynomial (
      [
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772
      ],
      root - 5
    ) / polynomial (
      [
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1
      ],
      root - 5
    )
  )
);

-- The standard score below which a share of the normal distribution lies, from 0 to 1 exclusive (Wichura 1988, algorithm
-- AS 241: quotients of polynomials, to 16 digits).
create macro normal_quantile (share) as (
  case
    when abs(share - 0.5) <= 0.425 then (share - 0.5) * polynomial (
      [
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608
      ],
      0.180625 - pow(share - 0.5, 2)
    ) / polynomial (
      [
        5226.495278852854561,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1
      ],
      0.180625 - pow(share - 0.5, 2)
    )
    when share > 0
    and share < 1 then sign(share - 0.5) * normal_tail_quantile (sqrt(- ln(least(share, 1 - share))))
  end
);

-- The share of a chi-square distribution that lies above a value: 1 less the series of the incomplete gamma function, whose
-- terms have shrunk to nothing after the value and some of its roots. Far out it is 0, where the series would overflow.
create macro chi_square_tail (value, degrees) as (
  case
    when value <= 0 then 1
    when value > 1400
    and value > 2 * degrees then 0
    else greatest(
      0,
      1 - exp(degrees / 2 * ln(value / 2) - value / 2 - lgamma(degrees / 2 + 1)) * list_reduce(
        list_transform(
          range(0, 60 + ceil(value / 2 + 12 * sqrt(value))::bigint),
          lambda step: {term: 1::double, sum: 1::double, factor: value / 2 / (degrees / 2 + step)}
        ),
        lambda done,
        next: {term: done.term * next.factor, sum: done.sum + done.term * next.factor, factor: next.factor}
      ).sum
    )
  end
);

-- A quantile of numbers in their order, interpolated between the two that it lies between (type 7 of Hyndman and Fan 1996).
create macro interpolated_quantile (sorted, share) as (
  list_extract(sorted, 1 + floor((len(sorted) - 1) * share)::bigint) + ((len(sorted) - 1) * share - floor((len(sorted) - 1) * share)) * (
    list_extract(sorted, 1 + ceil((len(sorted) - 1) * share)::bigint) - list_extract(sorted, 1 + floor((len(sorted) - 1) * share)::bigint)
  )
);
