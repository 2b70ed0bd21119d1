import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {segmentName} from "../../reports/components/changes.ts";
import {rankMotives, withheldShare} from "../../reports/components/motives.ts";
import type {ReasonCount} from "../../reports/components/motive-results.ts";
import {reconciliationFinding} from "../../reports/components/reconciliation.ts";
import type {ReconciliationTotal, SaveRate} from "../../reports/components/results.ts";
import {savesFinding, widestGap} from "../../reports/components/saves.ts";
import {makeSay, type Words} from "../../reports/components/say.ts";
import {makeSaveRates} from "./fixture.ts";

const [words, french] = ["en", "fr"].map(
  (language) => JSON.parse(readFileSync(`reports/words/${language}.json`, "utf8")) as Words
) as [Words, Words];
const say = makeSay(words, {currency: "EUR"});
const sayFrench = makeSay(french, {currency: "EUR"});

function total(status: string, amounts: Partial<ReconciliationTotal>): ReconciliationTotal {
  const none = {items: 1, first_cents: 0, second_cents: 0, below_cents: 0, above_cents: 0};
  return {comparison: "orders_billing", status, ...none, ...amounts};
}

describe("the headline of the reconciliation", () => {
  it("counts orders only: documents that name none are told apart", () => {
    const totals = [
      total("agrees", {items: 3}),
      total("amount_differs", {items: 1, below_cents: -150_000}),
      total("only_billing", {items: 96, second_cents: -25_170_000, below_cents: -25_170_000})
    ];
    expect(reconciliationFinding(totals, [], say)).toBe("75% of orders are billed as due; €1.5k are missing");
  });

  it("says nothing of what is missing where nothing is, nor of orders where there are none", () => {
    expect(reconciliationFinding([total("agrees", {})], [], say)).toBe("100% of orders are billed as due");
    expect(reconciliationFinding([total("only_billing", {})], [], say)).toContain("No order");
  });
});

describe("what is withheld", () => {
  const withheld = {
    ...makeSaveRates()[0],
    channel: "withheld",
    is_hidden: false,
    is_fragile: false
  } as SaveRate;

  it("is no channel that makes a headline", () => {
    expect(widestGap([withheld])).toBeNull();
    expect(savesFinding([withheld], say)).toContain("No channel has enough customers");
  });

  it("is no motive of the ranking", () => {
    const motive = (name: string, lost_ca_cents: number) =>
      ({motive: name, cases: 2, lost_cases: 1, at_risk_ca_cents: 1000, lost_ca_cents}) as ReasonCount;
    const rows = [motive("withheld", 950), motive("no_answer", 50)];
    expect(rankMotives(rows).map(({motive: name}) => name)).toEqual(["no_answer", "withheld"]);
    expect(withheldShare(rows)).toBe(0.95);
  });

  it.each(["motive", "channel", "brand", "family"] as const)("has a name as a %s", (cut) => {
    expect(segmentName({cut, segment: "withheld"}, sayFrench)).toMatch(/masqué/i);
  });
});

describe("what begins a duty", () => {
  const folder = "pipeline/marts";
  const models = readdirSync(folder).filter((file) => file.endsWith(".sql"));
  const told = models.flatMap((file) => [
    ...readFileSync(`${folder}/${file}`, "utf8").matchAll(
      /(?:\bcase\b(?:(?!\bend\b)[^])*end|'[\w.]+'|if \([^)]*\)) as (?:trigger|received|lost)_field/g
    )
  ]);
  const fields = [...new Set(told.flatMap(([text]) => text.match(/(?<=')[a-z_]+\.[a-z_]+(?=')/g) ?? []))];

  it("is found in the models", () => {
    expect(fields.length).toBeGreaterThan(10);
  });

  it.each(fields)("has a name for the field %s", (field) => {
    expect(words).toHaveProperty([`trigger.${field}`]);
  });
});
