import {describe, expect, it} from "vitest";
import {typeOf} from "../../reports/components/cells.ts";
import {makeSay} from "../../reports/components/say.ts";
import english from "../../reports/words/en.json" with {type: "json"};
import french from "../../reports/words/fr.json" with {type: "json"};

describe.each([
  ["fr", french],
  ["en", english]
])("a cell in %s", (_, words) => {
  const say = makeSay(words, {currency: "EUR"});
  const day = new Date(Date.UTC(2026, 4, 1));

  it("keeps its unit, known by the form in which it is shown", () => {
    expect(typeOf(-123_456, say.amount(-123_456), say)).toEqual({kind: "money", value: -1234.56});
    expect(typeOf(123_456, say.money(123_456), say)).toEqual({kind: "money", value: 1234.56});
    expect(typeOf(123_456_789, say.short(123_456_789), say)).toEqual({kind: "money", value: 1_234_567.89});
    expect(typeOf(0.6312, say.percent(0.6312), say)).toEqual({kind: "rate", value: 0.6312});
    expect(typeOf(1234, say.number(1234), say)).toEqual({kind: "number", value: 1234});
    expect(typeOf(0, say.number(0), say)).toEqual({kind: "number", value: 0});
    expect(typeOf(0, say.amount(0), say)).toEqual({kind: "money", value: 0});
    expect(typeOf(day, say.day(day), say)).toEqual({kind: "day", day});
    expect(typeOf(day, say.month(day), say)).toEqual({kind: "month", day});
  });

  it("is only text where the page shows something else than its value", () => {
    expect(typeOf(3, say.text("saves.hidden"), say)).toBeNull();
    expect(typeOf(1000, say.text("bounds", {low: say.amount(1000), high: say.amount(2000)}), say)).toBeNull();
    expect(typeOf(0, "E", say)).toBeNull();
    expect(typeOf(null, "–", say)).toBeNull();
    expect(typeOf(0.5, say.percent(0.6), say)).toBeNull();
  });
});
