import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {DuckDBConnection} from "@duckdb/node-api";
import {type Config, SHIPPED} from "./config.ts";
import {harmless} from "./harmless.ts";
import {databaseOf, openDatabase, publishedBuild} from "./warehouse.ts";

/** A label that nobody has mapped, with what it may stand for. */
export interface Suggestion {
  system: string;
  label: string;
  cases: number;
  at_risk_cents: number;
  motive: string | null;
  score: number;
  why: string;
}

/** What the suggestions of a pipeline offer to the engine. */
interface SuggestionsModule {
  suggestMotives: (connection: DuckDBConnection) => Promise<Suggestion[]>;
}

/** Proposals for the labels of the published build that no lookup knows; nothing is changed. @throws RessacError (2) without a build. */
export async function suggest({warehouse}: Pick<Config, "warehouse">): Promise<Suggestion[]> {
  const path = join(SHIPPED.pipeline, "suggestions", "index.ts");
  const {suggestMotives} = (await import(pathToFileURL(path).href)) as SuggestionsModule;
  const {connection, close} = await openDatabase(databaseOf(await publishedBuild(warehouse)), {
    readOnly: true
  });
  try {
    return await suggestMotives(connection);
  } finally {
    close();
  }
}

/** Writes proposals with the columns of the lookup first: a person takes over the rows that are right, with a day. */
export async function writeSuggestions(path: string, rows: readonly Suggestion[]): Promise<void> {
  const head = ["system", "brand", "label", "motive", "valid_from", "score", "why", "cases", "at_risk"];
  const lines = rows.map(({system, label, motive, score, why, cases, at_risk_cents}) => [
    ...[system, "", label, motive ?? "", ""],
    ...[score.toFixed(2), why, String(cases), (at_risk_cents / 100).toFixed(2)]
  ]);
  await writeFile(path, [head, ...lines].map((cells) => `${cells.map(quote).join(";")}\n`).join(""));
}

/** The proposals as text, the dearest label first; figures of fewer cases are left out. */
export function formatSuggestions(rows: readonly Suggestion[], fewest: number): string {
  if (rows.length === 0) return "every label has a motive";
  return rows
    .map(({system, label, motive, score, why, cases, at_risk_cents}) => {
      const size =
        cases < fewest
          ? `fewer than ${fewest} cases`
          : `${cases} cases, ${(at_risk_cents / 100).toFixed(0)} at risk`;
      const proposal = motive === null ? why : `${motive} (${score.toFixed(2)}, ${why})`;
      return `${system} "${label}": ${size}\n  ${proposal}`;
    })
    .join("\n");
}

function quote(cell: string): string {
  const text = harmless(cell);
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
