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

-- Bounds of the difference of two independent shares (Newcombe 1998, method 10): each share errs as far as its own Wilson
-- interval reaches; null when either had no trials.
create macro newcombe_low (successes, trials, other_successes, other_trials, z) as (
  successes / trials - other_successes / other_trials - sqrt(
    pow(successes / trials - wilson_low (successes, trials, z), 2) + pow(wilson_high (other_successes, other_trials, z) - other_successes / other_trials, 2)
  )
);

create macro newcombe_high (successes, trials, other_successes, other_trials, z) as (
  successes / trials - other_successes / other_trials + sqrt(
    pow(wilson_high (successes, trials, z) - successes / trials, 2) + pow(other_successes / other_trials - wilson_low (other_successes, other_trials, z), 2)
  )
);
