// What people write on a command line, read and written.
import {relative} from "node:path";
import {InvalidArgumentError} from "commander";
import {Temporal} from "temporal-polyfill";

/** A path as somebody here would write it. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short === "" ? "." : short;
}

/** A port. @throws InvalidArgumentError when it is none. */
export function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError("a port is a number from 0 to 65535");
}

/** A whole number above 0. @throws InvalidArgumentError when it is none. */
export function toCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError("this must be a whole number above 0");
}

/** A whole number, 0 or above. @throws InvalidArgumentError when it is none. */
export function toWhole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("this must be a whole number, 0 or above");
}

/** A day, yyyy-mm-dd. @throws InvalidArgumentError when there is no such day. */
export function toDay(text: string): string {
  try {
    return Temporal.PlainDate.from(text, {overflow: "reject"}).toString();
  } catch {
    throw new InvalidArgumentError("a day is written yyyy-mm-dd");
  }
}

/** A share from 0 to 1. @throws InvalidArgumentError when it is none. */
export function toShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== "" && share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError("this must be a number from 0 to 1");
}
