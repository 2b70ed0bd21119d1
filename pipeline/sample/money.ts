import type {Day} from "./days.ts";

/** Part of an amount delivered when a term [start, end) is cut, half cents rounded up (docs/methods.md §2). */
export function deliveredCents(amount: number, start: Day, end: Day, cut: Day): number {
  const days = Math.min(Math.max(cut - start, 0), end - start);
  const term = end - start;
  return Math.floor((2 * amount * days + term) / (2 * term));
}

/** A non-negative total shared by weights so that the parts sum to it; ties go to the first (docs/methods.md §2). */
export function shareCents(total: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / whole));
  const remainders = weights.map((weight, position) => ({
    position,
    remainder: (total * weight) % whole
  }));
  remainders.sort((one, other) => other.remainder - one.remainder || one.position - other.position);
  let left = total - parts.reduce((sum, part) => sum + part, 0);
  for (const {position} of remainders) {
    if (left-- <= 0) break;
    parts[position] = (parts[position] ?? 0) + 1;
  }
  return parts;
}
