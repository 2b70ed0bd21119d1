// Every payload in every text column of every result, on every page, with its policy and without: about ten minutes.
import {parseArgs} from "node:util";
import config from "../../observablehq.config.ts";
import {textColumns} from "../reports/arrow-files.ts";
import type {Fixture} from "../reports/fixture.ts";
import {launchBrowser} from "../support/browser.ts";
import {hostileFixture, ROUNDS} from "./fixture.ts";
import {PAYLOADS} from "./payloads.ts";
import {makeSites} from "./site.ts";
import {visit, type Visit} from "./visit.ts";

const {values} = parseArgs({options: {rounds: {type: "string"}, language: {type: "string", default: "en"}}});
const rounds = (values.rounds ?? Array.from({length: ROUNDS}, (_, round) => round).join(","))
  .split(",")
  .map(Number);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Which payloads have been in each column, `result.column`. */
const seen = new Map<string, Set<number>>();

function note(fixture: Fixture): void {
  for (const [name, rows] of Object.entries(fixture) as [keyof Fixture, Record<string, unknown>[]][])
    for (const column of textColumns(name)) {
      const texts = rows.map((row) => row[column]).filter((text): text is string => typeof text === "string");
      const numbers = seen.get(`${name}.${column}`) ?? new Set();
      for (const [number, {text}] of PAYLOADS.entries())
        if (texts.some((held) => held === text || (name === "about" && held.includes(text))))
          numbers.add(number);
      seen.set(`${name}.${column}`, numbers);
    }
}

const sites = await makeSites(values.language);
const browser = await launchBrowser();
const [visits, failed]: [Visit[], string[]] = [[], []];
try {
  for (const round of rounds) {
    const fixture = hostileFixture(round);
    note(fixture);
    await sites.publish(fixture);
    for (const {path} of config.pages)
      for (const site of ["guarded", "bare"] as const) {
        const address = `${sites[site].url}${path.slice(1).replace("index", "")}?period=all`;
        const found = await visit(browser, address).catch((error: unknown): Visit => ({
          fired: [],
          troubles: [String(error)],
          marks: 0,
          rows: 0,
          panels: 0,
          files: 0,
          cells: 0
        }));
        visits.push(found);
        for (const what of new Set([...found.fired, ...found.troubles])) {
          failed.push(what);
          say(`round ${round}, ${site} ${path}: ${what.slice(0, 300)}`);
        }
      }
    say(`round ${round}: ${visits.length} pages opened, ${failed.length} troubles`);
  }
} finally {
  await browser.close();
  await sites.close();
}

const pairs = [...seen.values()].reduce((sum, numbers) => sum + numbers.size, 0);
const sum = (key: "rows" | "panels" | "marks" | "files" | "cells"): number =>
  visits.reduce((total, found) => total + found[key], 0);
say(
  `${PAYLOADS.length} payloads, ${seen.size} text columns: ${pairs} of ${seen.size * PAYLOADS.length} pairs`
);
for (const [column, numbers] of seen) if (numbers.size < PAYLOADS.length) say(`  ${column}: ${numbers.size}`);
say(
  `${visits.length} pages, ${sum("rows")} rows, ${sum("marks")} marks, ${sum("panels")} side panels, ${sum("files")} files of ${sum("cells")} texts`
);
if (failed.length > 0) process.exitCode = 1;
