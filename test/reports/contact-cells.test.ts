import {beforeAll, describe, expect, it} from "vitest";
import {
  contactResolutions,
  contactTreatments,
  type ContactCubes
} from "../../reports/components/contact-cells.ts";
import {contactsFinding, furthestBelow, motiveRates, wholeRate} from "../../reports/components/contacts.ts";
import {readCube} from "../../reports/components/cube.ts";
import {byDimension, type Filters} from "../../reports/components/filters.ts";
import {makeSay} from "../../reports/components/say.ts";
import words from "../../reports/words/en.json" with {type: "json"};
import {tableBytes} from "./arrow-files.ts";
import {makeContacts} from "./contacts.ts";

const all: Filters = {from: null, to: null, ...byDimension(() => []), compare: null};
const now: Filters = {...all, from: new Date("2025-06-01"), to: new Date("2026-05-01")};
const limits = {hidden_below: 5, fragile_below: 20};
const told = makeContacts(true);
let cubes: ContactCubes;

beforeAll(async () => {
  cubes = {
    resolutions: await readCube(tableBytes("contact_resolutions", told.contact_resolutions)),
    treatments: await readCube(tableBytes("contact_treatments", told.contact_treatments)),
    days: await readCube(tableBytes("contact_days", told.contact_days)),
    targets: told.contact_targets
  };
});

const sumOf = <Row>(rows: Row[], of: (row: Row) => number | null): number =>
  rows.reduce((sum, row) => sum + (of(row) ?? 0), 0);

describe("what is resolved at first contact", () => {
  it("is told of a period and of a brand, whose parts are the whole", () => {
    const whole = wholeRate(contactResolutions(cubes, now, limits));
    const brands = ["Solène", "Marly"].map((brand) =>
      wholeRate(contactResolutions(cubes, {...now, brand: [brand]}, limits))
    );
    expect(sumOf(brands, (row) => row?.resolved_episodes ?? null)).toBe(whole?.resolved_episodes);
    expect(sumOf(brands, (row) => row?.mature_episodes ?? null)).toBe(whole?.mature_episodes);
    const ever = wholeRate(contactResolutions(cubes, all, limits));
    expect(ever?.mature_episodes).toBe(2 * (whole?.mature_episodes ?? 0));
  });

  it("is a rate with its interval and the target of the motive", () => {
    const billing = motiveRates(contactResolutions(cubes, now, limits)).find(
      ({motive}) => motive === "Billing"
    );
    expect(billing).toMatchObject({resolved_episodes: 208, mature_episodes: 400, resolution_target: 0.65});
    expect(billing?.resolution_rate).toBeCloseTo(0.52, 12);
    expect(billing?.resolution_low).toBeCloseTo(0.4711, 4);
    expect(billing?.resolution_high).toBeCloseTo(0.5685, 4);
    expect(furthestBelow(motiveRates(contactResolutions(cubes, now, limits)))?.motive).toBe("Billing");
  });

  it("is withheld of few, and of the next smallest motive, which the whole would tell", () => {
    const rows = motiveRates(contactResolutions(cubes, now, limits));
    const hidden = rows.filter(({is_hidden: isHidden}) => isHidden);
    expect(hidden.map(({motive}) => motive)).toEqual(["Moving", "unknown"]);
    for (const row of hidden) {
      const {resolved_episodes, transferred_episodes, recontacted_episodes, resolution_rate} = row;
      expect([resolved_episodes, transferred_episodes, recontacted_episodes, resolution_rate]).toEqual([
        ...[null, null, null, null]
      ]);
    }
  });

  it("is not asked for the motives of cases, which are others than those of contacts", () => {
    const rows = contactResolutions(cubes, {...now, motive: ["price"]}, limits);
    expect(rows).toEqual(contactResolutions(cubes, now, limits));
  });
});

describe("what treatments take", () => {
  it("adds up over motives, in the same period and brand", () => {
    for (const filters of [now, {...now, brand: ["Marly"]}]) {
      const rows = contactTreatments(cubes, filters, limits);
      const whole = rows.find(({motive}) => motive === "all");
      const motives = rows.filter(({motive}) => motive !== "all");
      expect(sumOf(motives, ({contacts}) => contacts)).toBe(whole?.contacts);
      expect(sumOf(motives, (row) => row.settled_episodes)).toBe(whole?.settled_episodes);
    }
  });

  it("has the days that nine in ten do not exceed, beside those that are allowed", () => {
    const billing = contactTreatments(cubes, now, limits).find(({motive}) => motive === "Billing");
    expect(billing).toMatchObject({long_days: 6, max_delay_days: 3, contacts_judged_episodes: 400});
    expect(billing?.mean_steps).toBeCloseTo((400 + 250 + 24 + 16) / 400, 12);
    expect(billing?.recontact_rate).toBeCloseTo(0.2, 12);
  });

  it("judges no motive without a target, and shows it all the same", () => {
    const told = contactTreatments(cubes, now, {...limits, hidden_below: 2}).find(
      ({motive}) => motive === "unknown"
    );
    expect(told).toMatchObject({is_hidden: false, contacts_met_rate: null, contacts_judged_episodes: 0});
  });
});

describe("the first line on contacts", () => {
  const say = makeSay(words, {currency: "EUR"});
  const about = {} as Parameters<typeof contactsFinding>[1]["about"];

  it("tells the motive furthest below its target, and how it was before", () => {
    const before = contactResolutions(
      cubes,
      {...all, from: new Date("2024-06-01"), to: new Date("2025-05-01")},
      limits
    );
    const filters: Filters = {...now, compare: "year_before"};
    expect(contactsFinding(contactResolutions(cubes, now, limits), {say, about, filters, before})).toMatch(
      /^71% solved at first contact; Billing 52%, target 65%; solved at first contact: 5\s\S+ more than a year before$/
    );
  });

  it("says that a cut is empty, and that nobody delivers contacts", () => {
    const nothing = contactResolutions(cubes, {...now, brand: ["Perdue"]}, limits);
    const cut = {say, about, filters: now};
    expect(contactsFinding(nothing, cut)).toBe("Nothing in this cut");
    expect(contactsFinding([], {...cut, isEmpty: true})).toBe(
      "Too few contacts to tell what is solved at once"
    );
  });
});
