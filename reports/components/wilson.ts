/** Standard score of a 95 % interval (docs/methods.md; parameter wilson.z of the pipeline). */
const Z = 1.959963984540054;

/**
 * The 95 % interval of Wilson around a share of successes, 0 to 1, held to the right side of the share where rounding
 * would cross; null without trials. As macros wilson_low and wilson_high of the pipeline.
 */
export function wilson(successes: number, trials: number): [low: number, high: number] | null {
  if (trials <= 0) return null;
  const share = successes / trials;
  const middle = 2 * successes + Z * Z;
  const reach = Z * Math.sqrt(Z * Z + 4 * successes * (1 - share));
  const whole = 2 * (trials + Z * Z);
  return [
    Math.max(0, Math.min(share, (middle - reach) / whole)),
    Math.min(1, Math.max(share, (middle + reach) / whole))
  ];
}
