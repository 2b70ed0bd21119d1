/** How often a value occurs. */
export interface Counted {
  value: number;
  count: number;
}

/** Values in order, those that occur. */
function sorted(counts: readonly Counted[]): Counted[] {
  return counts.filter(({count}) => count > 0).sort((a, b) => a.value - b.value);
}

function totalOf(counts: readonly Counted[]): number {
  return counts.reduce((sum, {count}) => sum + count, 0);
}

/** The value at a place, from 0, when all are written down in order. */
function valueAt(counts: readonly Counted[], place: number): number {
  let passed = 0;
  for (const {value, count} of counts) if ((passed += count) > place) return value;
  return counts.at(-1)?.value ?? NaN;
}

/**
 * The least value that a share (0 to 1) of all do not exceed; null where there is none. As DuckDB's `quantile_disc`, so
 * that a cut tells what the pipeline would tell of it.
 */
export function discreteQuantile(counts: readonly Counted[], share: number): number | null {
  const values = sorted(counts);
  const size = totalOf(values);
  if (size === 0) return null;
  return valueAt(values, Math.max(1, size - Math.floor(size - size * share)) - 1);
}

/**
 * The quantile (0 to 1) between the two values around it, in proportion; null where there is none. As macro
 * `interpolated_quantile` of the pipeline, and its medians.
 */
export function interpolatedQuantile(counts: readonly Counted[], share: number): number | null {
  const values = sorted(counts);
  const size = totalOf(values);
  if (size === 0) return null;
  const place = (size - 1) * share;
  const low = valueAt(values, Math.floor(place));
  const high = valueAt(values, Math.ceil(place));
  return low + (high - low) * (place - Math.floor(place));
}
