-- Bounds of the Wilson interval around a share of successes, held to the right side of it where rounding would cross;
-- null when there were no trials.
create macro wilson_low (successes, trials, z) as (
  case
    when trials > 0 then greatest(
      0,
      least(
        successes / trials,
        (2 * successes + z * z - z * sqrt(z * z + 4 * successes * (1 - successes / trials))) / (2 * (trials + z * z))
      )
    )
  end
);

create macro wilson_high (successes, trials, z) as (
  case
    when trials > 0 then least(
      1,
      greatest(
        successes / trials,
        (2 * successes + z * z + z * sqrt(z * z + 4 * successes * (1 - successes / trials))) / (2 * (trials + z * z))
      )
    )
  end
);
