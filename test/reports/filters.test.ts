import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  carryFilters,
  choicesOf,
  COMPARISONS,
  DIMENSIONS,
  type Filters,
  filtersBefore,
  type FilterValue,
  monthCode,
  monthsOf,
  passes,
  pickedFilters,
  type Picked,
  readFilters,
  writeFilters
} from "../../reports/components/filters.ts";

const BRANDS = ["Solène", "Marly & Cie", "100 % = tout?", "unknown"];
const rows: FilterValue[] = [
  ...Array.from({length: 30}, (_, index) => ({
    dimension: "month" as const,
    value: new Date(Date.UTC(2024, index)).toISOString().slice(0, 10),
    place: 0
  })),
  ...BRANDS.map((value) => ({dimension: "brand" as const, value, place: 0})),
  ...["retention", "field"].map((value) => ({dimension: "channel" as const, value, place: 0})),
  {dimension: "family", value: "Site", place: 0},
  {dimension: "motive", value: "price", place: 0},
  {dimension: "value_band", value: "2 000 and above", place: 2},
  {dimension: "value_band", value: "under 500", place: 1}
];
const choices = choicesOf(rows);
const read = (search: string): Filters => readFilters(search, choices).filters;

function searchOf(filters: Filters): string {
  const params = new URLSearchParams();
  writeFilters(params, filters, choices);
  return params.toString();
}

describe("the filters of an address", () => {
  it("are those that were written, whatever is chosen", () => {
    const month = fc.integer({min: 0, max: 29}).map((index) => choices.months[index] as Date);
    const period = fc
      .option(fc.tuple(month, month))
      .map((ends) => (ends === null ? [null, null] : [...ends].sort((a, b) => a.getTime() - b.getTime())));
    const chosen = fc.record(
      Object.fromEntries(DIMENSIONS.map((name) => [name, fc.shuffledSubarray(choices[name])]))
    );
    fc.assert(
      fc.property(
        period,
        chosen,
        fc.option(fc.constantFrom(...COMPARISONS)),
        ([from, to], values, compare) => {
          const filters = {...values, from: from ?? null, to: to ?? null, compare} as Filters;
          const found = readFilters(searchOf(filters), choices);
          expect(found).toEqual({filters, unknown: []});
        }
      )
    );
  });

  it("are the last twelve months when nothing is said, which then needs no saying", () => {
    const {from, to} = read("");
    expect([from, to].map((month) => month && monthCode(month))).toEqual(["2025-07", "2026-06"]);
    expect(searchOf(read(""))).toBe("");
    expect(searchOf(read("?period=all"))).toBe("period=all");
    expect(monthsOf(read("?from=2026-05&to=2026-04"), choices.months)).toHaveLength(2);
    expect(monthCode(read("?to=2024-03").from as Date)).toBe("2024-01");
  });

  it("drop what nobody knows, and tell it", () => {
    const {filters, unknown} = readFilters(
      "?brand=Solène&brand=Perdue&from=1999-01&compare=yesterday&counting=mention&period=some",
      choices
    );
    expect(filters).toEqual({...read(""), brand: ["Solène"]});
    expect(unknown).toEqual([
      {name: "period", value: "some"},
      {name: "from", value: "1999-01"},
      {name: "compare", value: "yesterday"},
      {name: "brand", value: "Perdue"}
    ]);
  });

  it("leave the other parameters of an address alone", () => {
    const params = new URLSearchParams("?counting=mention&brand=Solène");
    writeFilters(params, {...read(""), channel: ["field"]}, choices);
    expect(params.toString()).toBe("counting=mention&channel=field");
  });

  it("go along with a link, whose own come first", () => {
    const here = new URLSearchParams("?from=2026-01&to=2026-03&brand=Solène&counting=mention");
    const link = (url: string): string => carryFilters(new URL(url), here).href;
    expect(link("http://site/motives")).toBe("http://site/motives?from=2026-01&to=2026-03&brand=Sol%C3%A8ne");
    expect(link("http://site/saves?brand=Marly#x")).toBe(
      "http://site/saves?brand=Marly&from=2026-01&to=2026-03#x"
    );
    expect(link("http://site/saves?period=all")).toBe("http://site/saves?period=all&brand=Sol%C3%A8ne");
  });

  it("list values in their order: bands by their amounts", () => {
    expect(choices.value_band).toEqual(["under 500", "2 000 and above"]);
    expect(choices.channel).toEqual(["field", "retention"]);
  });
});

describe("the period that is compared with", () => {
  const before = (search: string): string[] | null => {
    const found = filtersBefore(read(search), choices);
    return found === null ? null : [found.from, found.to].map((month) => monthCode(month as Date));
  };

  it("is as long and just before, or a year before", () => {
    expect(before("?from=2026-04&to=2026-06&compare=previous")).toEqual(["2026-01", "2026-03"]);
    expect(before("?from=2026-04&to=2026-06&compare=year_before")).toEqual(["2025-04", "2025-06"]);
    expect(before("?from=2025-12&to=2026-01&compare=previous")).toEqual(["2025-10", "2025-11"]);
  });

  it("is none where it is not known as a whole, over all time, or when nothing is asked", () => {
    expect(before("?from=2024-02&to=2024-03&compare=previous")).toBeNull();
    expect(before("?period=all&compare=previous")).toBeNull();
    expect(before("?from=2026-04&to=2026-06")).toBeNull();
  });
});

describe("a row of a list", () => {
  it("passes by its month and by the dimensions that it has", () => {
    const filters = read("?from=2026-01&to=2026-02&brand=unknown&motive=price");
    const row = {month: new Date(Date.UTC(2026, 1)), brand: null};
    expect(passes(row, filters)).toBe(true);
    expect(passes({...row, month: new Date(Date.UTC(2026, 2))}, filters)).toBe(false);
    expect(passes({...row, brand: "Solène"}, filters)).toBe(false);
    expect(passes({...row, motive: "bug"}, filters)).toBe(false);
  });
});

describe("an address from before all pages had one bar", () => {
  it("shows what it showed then", () => {
    const {from, to} = read("?months=6");
    expect([from, to].map((month) => month && monthCode(month))).toEqual(["2026-01", "2026-06"]);
    expect(read("?comparison=year").compare).toBe("year_before");
    expect(read("?comparison=previous").compare).toBe("previous");
    expect(readFilters("?months=many&comparison=yesterday", choices)).toEqual({
      filters: read(""),
      unknown: []
    });
  });

  it("gives way to what is said today, and is not written again", () => {
    expect(read("?months=6&period=all").from).toBeNull();
    expect(read("?comparison=year&compare=previous").compare).toBe("previous");
    const params = new URLSearchParams("?months=6&comparison=year");
    writeFilters(params, read("?months=6&comparison=year"), choices);
    expect(params.toString()).toBe("from=2026-01&to=2026-06&compare=year_before");
  });
});

describe("a mark that is picked", () => {
  const pick = (picked: Picked, search = "", follows: string[] = [...DIMENSIONS]) =>
    pickedFilters(picked, {filters: read(search), follows, choices, before: read("")});
  const march = new Date(Date.UTC(2026, 2));

  it("is looked at alone, and no longer when it is picked again", () => {
    expect(pick({channel: "field"}, "?channel=retention&channel=field")).toEqual({channel: ["field"]});
    expect(pick({channel: "field"}, "?channel=field")).toEqual({channel: []});
    expect(pick({channel: "field", motive: "price"}, "?channel=field")).toEqual({
      channel: ["field"],
      motive: ["price"]
    });
  });

  it("is a month, then the period before it again", () => {
    expect(pick({month: march})).toEqual({from: march, to: march});
    const {from, to} = read("");
    expect(pick({month: march}, "?from=2026-03&to=2026-03")).toEqual({from, to});
  });

  it("is nothing where the page does not follow it, or where it stands for several", () => {
    expect(pick({channel: "field"}, "", ["brand"])).toBeNull();
    expect(pick({motive: "other_3"})).toBeNull();
    expect(pick({month: new Date(Date.UTC(1999, 0))})).toBeNull();
  });
});
