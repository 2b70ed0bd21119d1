-- The share of Student's distribution that lies between minus and plus a value, for whole degrees of freedom (Abramowitz and
-- Stegun 1964, 26.7.3 and 26.7.4): a sum of as many terms as half the degrees. `angle` is atan(value / √degrees).
create macro student_within_angle (angle, degrees) as (
  if (
    degrees % 2 = 1,
    2 / pi() * (
      angle + if (
        degrees = 1,
        0,
        sin(angle) * list_reduce(
          list_transform(
            range(0, (degrees - 1) // 2),
            lambda step: {term: cos(angle), sum: cos(angle), factor: if (step = 0, 1, 2 * step / (2 * step + 1))}
          ),
          lambda done,
          next: {
            term: done.term * next.factor * pow(cos(angle), 2),
            sum: done.sum + done.term * next.factor * pow(cos(angle), 2),
            factor: next.factor
          }
        ).sum
      )
    ),
    sin(angle) * list_reduce(
      list_transform(
        range(0, degrees // 2),
        lambda step: {term: 1.0::double, sum: 1.0::double, factor: if (step = 0, 1, (2 * step - 1) / (2 * step))}
      ),
      lambda done,
      next: {
        term: done.term * next.factor * pow(cos(angle), 2),
        sum: done.sum + done.term * next.factor * pow(cos(angle), 2),
        factor: next.factor
      }
    ).sum
  )
);

-- The value within which, either side of 0, a share of Student's distribution lies: the angle is halved in. From 200 degrees on
-- the normal one is as good.
create macro student_quantile (share, degrees) as (
  case
    when degrees < 1 then null
    when degrees > 200 then normal_quantile ((1 + share) / 2)
    else sqrt(degrees) * tan(
      list_reduce(
        list_transform(range(0, 60), lambda step: {low: 0.0::double, high: pi() / 2}),
        lambda bounds,
        step: if (
          student_within_angle ((bounds.low + bounds.high) / 2, degrees) < share,
          {low: (bounds.low + bounds.high) / 2, high: bounds.high},
          {low: bounds.low, high: (bounds.low + bounds.high) / 2}
        )
      ).high
    )
  end
);
