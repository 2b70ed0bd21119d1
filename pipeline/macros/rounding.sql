-- A quotient rounded half up in whole numbers, away from zero for negative ones: no amount passes through a double.
create macro round_half_up (dividend, divisor) as (sign(dividend) * ((2 * abs(dividend::hugeint) + divisor) // (2 * divisor)));
