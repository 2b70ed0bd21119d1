/** An all-day entry of a calendar. */
export interface CalendarEvent {
  /** Stays the same from one file to the next, so that a calendar replaces what it knows. */
  uid: string;
  /** The day it is on, yyyy-mm-dd. */
  day: string;
  summary: string;
  description: string;
  category: string;
}

export interface Calendar {
  name: string;
  /** The day that the entries are known as of, yyyy-mm-dd: the same entries give the same bytes on any day. */
  asOf: string;
  events: readonly CalendarEvent[];
}

/** Octets of a line, without its end (RFC 5545, 3.1). */
const LINE_OCTETS = 75;
const DAY_MS = 86_400_000;

/** A calendar file (RFC 5545): all-day events, lines folded, text escaped, CRLF at the end of each line. */
export function calendarFile({name, asOf, events}: Calendar): string {
  const stamp = `${compact(asOf)}T000000Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Ressac//Deadlines//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap((event) => eventLines(event, stamp)),
    "END:VCALENDAR"
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join("");
}

function eventLines({uid, day, summary, description, category}: CalendarEvent, stamp: string): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    // The day after the last one: ends are not part of an event.
    `DTEND;VALUE=DATE:${compact(dayAfter(day))}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `CATEGORIES:${escapeText(category)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT"
  ];
}

/** A text value: backslashes, semicolons and commas escaped, ends of lines as `\n`, no other control characters. */
export function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n")
    .replace(/(?!\t)\p{Cc}/gu, "");
}

/** Breaks a line into pieces of at most 75 octets, between characters; those after the first begin with a blank. */
export function foldLine(line: string): string {
  const encoder = new TextEncoder();
  const pieces: string[] = [];
  let piece = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LINE_OCTETS) {
      pieces.push(piece);
      piece = "";
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join("\r\n ");
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

function compact(day: string): string {
  return day.replaceAll("-", "");
}
