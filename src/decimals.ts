import type {Dialect} from "./dialect.ts";

/** The digits of a number as an integer scaled by 10^max, or undefined when the text is not in the form. */
export function readDecimal(
  value: string,
  {decimal: mark, thousands}: Dialect,
  {min, max}: {min: number; max: number}
): bigint | undefined {
  const bracketed = /^\((.*)\)$/.exec(value);
  const unsigned = bracketed?.[1] ?? value.replace(/^[-−]/u, "");
  const negative = bracketed !== null || unsigned !== value;
  const [whole = "", fraction = "", ...more] = unsigned.split(mark);
  if (more.length > 0 || (fraction === "" && unsigned.endsWith(mark))) return undefined;
  if (fraction.length < min || fraction.length > max || !/^\d*$/.test(fraction)) return undefined;
  const digits = readGroups(whole, thousands);
  if (digits === undefined || digits.length > 15) return undefined;
  const number = BigInt(digits + fraction.padEnd(max, "0"));
  return negative ? -number : number;
}

/** Digits in one run, or in groups of three behind one and the same separator. */
function readGroups(whole: string, thousands: string): string | undefined {
  if (/^\d+$/.test(whole)) return whole;
  const separator = /^\d{1,3}(\D)/.exec(whole)?.[1];
  if (separator === undefined || !thousands.includes(separator)) return undefined;
  const [first = "", ...groups] = whole.split(separator);
  return /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group))
    ? first + groups.join("")
    : undefined;
}
