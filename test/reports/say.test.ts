import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {makeSay, type Say, type Words} from "../../reports/components/say.ts";

const french = sayOf("fr", "EUR");
const english = sayOf("en", "GBP");

function sayOf(language: string, currency: string): Say {
  const words = JSON.parse(readFileSync(`reports/words/${language}.json`, "utf8")) as Words;
  return makeSay(words, {currency});
}

/** Blanks that do not break are written as plain ones here, to be read. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

describe("money", () => {
  it("is written to the cent in tables", () => {
    expect(plain(french.money(123456789))).toBe("1 234 567,89 €");
    expect(english.money(123456789)).toBe("£1,234,567.89");
    expect(plain(french.amount(-5))).toBe("−0,05");
  });

  it("is written in k or M with one decimal on charts, chosen on the rounded figure", () => {
    const shown = [0, 99_949, 99_950, 100_000, 8_312_345, 99_994_999, 99_995_000, 841_000_000].map((cents) =>
      plain(french.short(cents))
    );
    expect(shown).toEqual(["0 €", "999 €", "1,0 k€", "1,0 k€", "83,1 k€", "999,9 k€", "1,0 M€", "8,4 M€"]);
    expect(english.short(8_312_345)).toBe("£83.1k");
    expect(english.short(841_000_000, 2)).toBe("£8.41M");
  });

  it("carries its sign before the currency", () => {
    expect(plain(french.shortChange(-8_312_345))).toBe("−83,1 k€");
    expect(english.shortChange(8_312_345)).toBe("+£83.1k");
    expect(english.shortChange(0)).toBe("£0");
  });

  it("is short on an axis", () => {
    expect([0, 10_000_000, 25_000_000].map((cents) => plain(french.tick(cents)))).toEqual([
      "0 €",
      "100 k€",
      "250 k€"
    ]);
  });
});

describe("rates", () => {
  it("have no decimals from 10 %, one below", () => {
    const rates = [0, 0.012, 0.0994, 0.0996, 0.41, 1];
    expect(rates.map((rate) => plain(french.percent(rate)))).toEqual([
      "0 %",
      "1,2 %",
      "9,9 %",
      "10 %",
      "41 %",
      "100 %"
    ]);
    expect(english.percent(0.012)).toBe("1.2%");
  });

  it("show a change with its sign", () => {
    expect(plain(french.change(-0.012))).toBe("−1,2 %");
    expect(english.change(0.25)).toBe("+25%");
  });
});

describe("dates", () => {
  const day = new Date(Date.UTC(2026, 2, 14));

  it("are calendar days whatever the zone of the reader", () => {
    expect(french.date(day)).toBe("14 mars 2026");
    expect(french.day(day)).toBe("14/03/2026");
    expect(english.date(day)).toBe("14 Mar 2026");
  });

  it("name the year on an axis in January only", () => {
    expect(french.shortMonth(day)).toBe("mars");
    expect(french.shortMonth(new Date(Date.UTC(2026, 0)))).toBe("2026");
  });
});

describe("words", () => {
  it("follow the plural of the language: French has one form for none", () => {
    expect(french.text("saves.tip.crm", {count: 0})).toMatch(/0 sauvé$/);
    expect(plain(english.text("gaps.tip.count", {count: 0}))).toBe("0 rebookings");
    expect(plain(french.text("table.count", {count: 1234, all: 5000}))).toBe("1 234 lignes sur 5 000");
  });

  it("name codes, one by one when joined, and leave what they do not know", () => {
    expect(french.name("channel", "retention + telesales")).toBe("Rétention + Télévente");
    expect(french.name("channel", null)).toBe("Inconnu");
    expect(french.name("motive", "weather")).toBe("weather");
  });

  it("fail on a key without text", () => {
    expect(() => french.text("no.such")).toThrow("no text for no.such in the catalogue");
  });

  it("show a dash where there is no figure", () => {
    expect([french.money(null), french.percent(null), french.date(null), french.short(null)]).toEqual(
      Array(4).fill("–")
    );
  });
});
