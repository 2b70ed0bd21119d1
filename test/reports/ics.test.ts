// Calendar files (RFC 5545), read back by a reader of their own.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {calendarFile, type CalendarEvent, foldLine} from "../../reports/components/ics.ts";

const event: CalendarEvent = {
  uid: "D2|letter|C1@ressac",
  day: "2026-06-30",
  summary: "Salon Élan; Paris, 11e · Passer en perdu",
  description: "Responsable : Inès\nfollowfile.csv, ligne 12 \\ copie",
  category: "D2"
};

/** The properties of each event: lines put together again, names apart from values, values unescaped. */
function readCalendar(text: string): Record<string, string>[] {
  expect(text.endsWith("\r\n")).toBe(true);
  const lines = text.replace(/\r\n /g, "").split("\r\n").slice(0, -1);
  expect(lines[0]).toBe("BEGIN:VCALENDAR");
  expect(lines.at(-1)).toBe("END:VCALENDAR");
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    expect(line).not.toMatch(/[\r\n]/);
    const [, name = "", value = ""] = /^([A-Z-]+(?:;[^:]+)?):(.*)$/su.exec(line) ?? [];
    expect(name, line).not.toBe("");
    if (line === "BEGIN:VEVENT") events.push({});
    else Object.assign(events.at(-1) ?? {}, {[name]: unescape(value)});
  }
  return events;
}

function unescape(value: string): string {
  return value.replace(/\\(.)/gu, (_, character: string) => (character === "n" ? "\n" : character));
}

describe("calendar files", () => {
  it("hold all-day events that end the day after, with a stamp that does not move", () => {
    const text = calendarFile({name: "Échéances", asOf: "2026-06-28", events: [event]});
    expect(readCalendar(text)).toMatchObject([
      {
        UID: event.uid,
        DTSTAMP: "20260628T000000Z",
        "DTSTART;VALUE=DATE": "20260630",
        "DTEND;VALUE=DATE": "20260701",
        SUMMARY: event.summary,
        DESCRIPTION: event.description,
        CATEGORIES: "D2"
      }
    ]);
    expect(text).toBe(calendarFile({name: "Échéances", asOf: "2026-06-28", events: [event]}));
  });

  it("go over the end of a year and of a February", () => {
    for (const [day, next] of [
      ["2026-12-31", "20270101"],
      ["2024-02-28", "20240229"],
      ["2026-02-28", "20260301"]
    ] as const) {
      const text = calendarFile({name: "x", asOf: day, events: [{...event, day}]});
      expect(readCalendar(text)[0]?.["DTEND;VALUE=DATE"]).toBe(next);
    }
  });

  it("fold lines at 75 octets, never within a character", () => {
    expect(foldLine("a".repeat(75))).toBe("a".repeat(75));
    expect(foldLine("a".repeat(76))).toBe(`${"a".repeat(75)}\r\n a`);
    expect(foldLine(`${"a".repeat(74)}é`)).toBe(`${"a".repeat(74)}\r\n é`);
    expect(foldLine(`${"a".repeat(73)}😀`)).toBe(`${"a".repeat(73)}\r\n 😀`);
    expect(foldLine("b".repeat(75 + 74 + 1))).toBe(`${"b".repeat(75)}\r\n ${"b".repeat(74)}\r\n b`);
  });

  it("give back any text as it was, in lines that no reader refuses", () => {
    const words = fc.string({unit: "grapheme", maxLength: 300}).map((text) => text.replace(/\p{Cc}/gu, "\n"));
    fc.assert(
      fc.property(words, words, (summary, description) => {
        const text = calendarFile({
          name: "x",
          asOf: "2026-01-01",
          events: [{...event, summary, description}]
        });
        for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(readCalendar(text)[0]).toMatchObject({SUMMARY: summary, DESCRIPTION: description});
      })
    );
  });
});
