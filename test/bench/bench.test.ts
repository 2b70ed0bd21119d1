import {createHash} from "node:crypto";
import iconv from "iconv-lite";
import {describe, expect, it} from "vitest";
import {readFileBytes} from "../../src/ingest/reading.ts";
import {tempFolder} from "../support/temp.ts";
import {ALL_KINDS, COMMON_KINDS} from "./bad-rows.ts";
import {CONTRACTS, type Language} from "./contracts.ts";
import {judgeGoals, type Results} from "./goals.ts";
import {spreadOf} from "./measure.ts";
import {orderChunks, type OrderPlan, type OrderTruth} from "./orders.ts";
import {withIngestSection} from "./report.ts";
import {ingestSeries, measureSeries} from "./series.ts";

const LANGUAGES: Language[] = ["english", "french"];

function plan(language: Language, changes: Partial<OrderPlan> = {}): OrderPlan {
  return {language, rows: 5000, badEvery: 100, kinds: ALL_KINDS, ...changes};
}

function generate(orders: OrderPlan): {bytes: Buffer; truth: OrderTruth} {
  const chunks: Buffer[] = [];
  const generator = orderChunks(orders);
  let next = generator.next();
  for (; next.done !== true; next = generator.next()) chunks.push(next.value);
  return {bytes: Buffer.concat(chunks), truth: next.value};
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** A good record, spelled out: what the generator calls good is counted again without it. */
const GOOD_RECORDS: Record<Language, RegExp> = {
  english: goodRecord(",", {day: "(?!\\d{4}-02-31)\\d{4}-\\d\\d-\\d\\d", amount: "-?\\d{1,4}\\.\\d\\d"}),
  french: goodRecord(";", {
    day: "(?!31/02)\\d\\d/\\d\\d/\\d{4}",
    amount: "-?(?:\\d{1,3}|\\d\\u00a0\\d{3}),\\d\\d"
  })
};

function goodRecord(delimiter: string, {day, amount}: {day: string; amount: string}): RegExp {
  const plain = `[^"\\r\\n${delimiter}]`;
  const text = `(?:${plain}*|"[^"]*")`;
  const cells = [
    ...["CMD-\\d{9}", "[123]", "C\\d{7}", text, "\\d{5}", text, day, `${day} \\d\\d:\\d\\d`],
    ...["V\\d{4}", `${plain}+`, text, `(?<amount>${amount})`, day, `(?:${day})?`],
    ...["(?:true|false|Oui|Non)", `${plain}*`, text]
  ];
  return new RegExp(`(?<=\\n)${cells.join(delimiter)}(?=\\r?\\n)`, "g");
}

describe("the order file of the benchmark", () => {
  it("has the same bytes every time", () => {
    for (const language of LANGUAGES) {
      const [first, second] = [generate(plan(language)), generate(plan(language))];
      expect(sha256(first.bytes)).toBe(sha256(second.bytes));
      expect(first.truth).toEqual(second.truth);
    }
  });

  it("is the head of a longer one, so that a short run reads the same rows", () => {
    const long = generate(plan("french", {rows: 6000})).bytes;
    const short = generate(plan("french")).bytes;
    expect(long.subarray(0, short.length).equals(short)).toBe(true);
  });

  it("holds the rows and cents that it says, counted by another reader", () => {
    for (const language of LANGUAGES) {
      const {bytes, truth} = generate(plan(language));
      const text = iconv.decode(bytes, language === "french" ? "windows-1252" : "utf-8");
      const amounts = [...text.matchAll(GOOD_RECORDS[language])].map(({groups}) =>
        Number(groups?.amount?.replace(/[^\d-]/g, ""))
      );
      const cents = amounts.reduce((sum, amount) => sum + amount, 0);
      expect({good: amounts.length, cents}).toEqual({good: truth.good, cents: truth.cents});
      expect(truth).toMatchObject({records: 5000, bad: 50, good: 4950, bytes: bytes.length});
      expect(truth.lines).toBe(text.split("\n").length - 1);
    }
  });

  it("has bad rows of every kind, each refused for its own reason", () => {
    const reasons = [
      ...["bad_amount", "bad_day", "bad_day", "bad_integer", "damaged_id", "missing_value"],
      ...["unclosed_quote", "unclosed_quote", "wrong_cell_count", "wrong_cell_count"]
    ];
    for (const language of LANGUAGES) {
      const found = refusals(plan(language, {rows: 1000}), language);
      expect(found.toSorted()).toEqual(reasons);
    }
  });

  it("can be half bad", () => {
    const {truth} = generate(plan("english", {badEvery: 2, kinds: COMMON_KINDS}));
    expect(truth).toMatchObject({good: 2500, bad: 2500});
    expect(refusals(plan("english", {badEvery: 2, kinds: COMMON_KINDS}), "english")).toHaveLength(2500);
  });
});

function refusals(orders: OrderPlan, language: Language): string[] {
  const file = readFileBytes(generate(orders).bytes, CONTRACTS[language]);
  if (Array.isArray(file)) throw new Error(file.join());
  return [...file.outcomes].flatMap((outcome) =>
    outcome.kind === "quarantined" ? outcome.problems.map(({reason_code}) => reason_code) : []
  );
}

describe("the benchmark", () => {
  it("takes the median and the extremes", () => {
    expect(spreadOf([3, 1, 2])).toEqual({median: 2, low: 1, high: 3});
    expect(spreadOf([4, 1])).toEqual({median: 2.5, low: 1, high: 4});
  });

  it("measures in processes of their own and writes its section, leaving the others as they are", async () => {
    const folder = await tempFolder();
    const results: Results = {};
    for (const {title, files, subjects} of ingestSeries(20_000).slice(0, 2)) {
      const two = Object.fromEntries(Object.entries(subjects).slice(0, 2));
      results[title] = await measureSeries(
        {title, files, subjects: two},
        {runs: 1, folder, keep: false, note: () => undefined}
      );
    }
    expect(results["French dialect"]?.validated?.runs[0]).toMatchObject({records: 20_000, quarantined: 20});
    expect(judgeGoals(results).map(({what}) => what)).toContain("validated ingest, time");
    const options = {rows: 20_000, runs: 1, date: "2026-01-31"};
    const page = "# Benchmarks\n\n## Ingest\n\nold\n\n## Pages\n\nkept\n";
    const written = await withIngestSection(page, results, options);
    expect(written).toContain("2026-01-31");
    expect(written).toContain("## Pages\n\nkept");
    expect(written).not.toContain("old");
    expect(await withIngestSection(written, results, options)).toBe(written);
  });
});
