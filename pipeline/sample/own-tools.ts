// Some customers of one brand came with a company that was bought: it still works in tools of its own, so that their
// cases, invoices and payments stand there and nowhere else. Their orders stand in Atropos like all others.
import type {Entry} from "./accounting.ts";
import type {Customer} from "./customers.ts";
import {addMonths, isoDate, type Day, type Instant} from "./days.ts";
import type {Line, Order} from "./orders.ts";

/** Whether a customer is worked in the tools of the company that was bought: Zendesk Sell, Zuora, GoCardless. */
export function hasOwnTools({brand, index}: Pick<Customer, "brand" | "index">): boolean {
  return brand === "Marly" && index % 2 === 1;
}

/** The number of a customer among the contacts of Zendesk Sell: alerts and NPS messages link to it. */
export function sellContactId({index}: Pick<Customer, "index">): string {
  return String(165_000_000 + index * 7);
}

/** Address of a customer, as every tool has it that has one. */
export function emailOf({id}: Pick<Customer, "id">): string {
  return `contact@${id.toLowerCase()}.example`;
}

/** A number out of those that are kept for fiction; none for customers beyond them. */
export function phoneOf({index}: Pick<Customer, "index">): string {
  const digits = String(index).padStart(4, "0");
  return digits.length > 4 ? "" : `06 39 98 ${digits.slice(0, 2)} ${digits.slice(2)}`;
}

/** What a line brings a year, in cents, as it is billed (docs/methods.md §3); null for a service delivered once. */
function yearlyCents({start, end, cents}: Pick<Line, "start" | "end" | "cents">): number | null {
  if (end === null) return null;
  const months = Math.round((end - start) / 30.4375);
  const isWhole = months > 0 && addMonths(start, months) === end;
  return Math.round(isWhole ? (12 * cents) / months : (365 * cents) / (end - start));
}

/** What lines bring a month on a day, in cents: those that recur and are neither over nor cut. */
export function monthlyCents({lines, cancellation}: Order, day: Day): number {
  const isCut = cancellation !== null && cancellation.effective <= day;
  const live = lines.filter((line) => (line.end ?? 0) > day && !(isCut && line.isCut));
  return Math.round(live.reduce((total, line) => total + (yearlyCents(line) ?? 0), 0) / 12);
}

/** What documents charge a month on a day, in cents, of one order or of all. */
export function billedMonthlyCents(entries: readonly Entry[], orderId: string | null, day: Day): number {
  const running = entries.filter(
    ({date, start, end, orderId: billed}) =>
      date <= day && start <= day && (end ?? 0) > day && (orderId === null || billed === orderId)
  );
  const yearly = running.reduce((total, {cents, start, end}) => {
    const rounded = yearlyCents({start, end, cents: Math.abs(cents)}) ?? 0;
    return total + Math.sign(cents) * rounded;
  }, 0);
  return Math.round(yearly / 12);
}

/** What one line brings a month, in cents; null for a service delivered once. */
export function lineMonthlyCents(line: Line): number | null {
  const yearly = yearlyCents(line);
  return yearly === null ? null : Math.round(yearly / 12);
}

/** An amount as programs write it, `1234.5`; blank when there is none. */
export function plainMoney(cents: number | null): string {
  return cents === null ? "" : String(cents / 100);
}

/** A day as programs write it; blank when there is none. */
export function plainDate(day: Day | null): string {
  return day === null ? "" : isoDate(day);
}

/** A local time as programs write it; blank when there is none. */
export function plainInstant(instant: Instant | null): string {
  if (instant === null) return "";
  const [hour, minute] = [Math.floor(instant.minute / 60), instant.minute % 60];
  return `${isoDate(instant.day)} ${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}:00`;
}
