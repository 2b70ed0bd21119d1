// What labels that nobody has mapped may stand for. A person decides: nothing is mapped here.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {SHIPPED} from "../../src/config.ts";
import {compare} from "../../src/models.ts";
import {readRows} from "../../src/warehouse.ts";
import {likeness} from "./likeness.ts";

/** Below this likeness nothing is proposed. */
const LEAST = 0.35;
const LANGUAGES = ["fr", "en"];

/** A label to be mapped, with what it may stand for. */
export interface Suggestion {
  system: string;
  label: string;
  /** Cases that give it, of all brands. */
  cases: number;
  at_risk_cents: number;
  /** Null when nothing is like it. */
  motive: string | null;
  /** Likeness, 0 to 1. */
  score: number;
  /** What it is like: a label that stands for the motive, or the name of the motive. */
  why: string;
}

interface Known {
  text: string;
  motive: string;
  why: string;
}

/**
 * Proposes a motive for each label of a build that has none, the dearest first: that of the label in force, or of the
 * name of a motive in French or English, that it is most like.
 */
export async function suggestMotives(connection: DuckDBConnection): Promise<Suggestion[]> {
  const known = [...(await knownLabels(connection)), ...(await motiveNames(connection))];
  const rows = await readRows(
    connection,
    `select system, raw_label as label, sum(cases)::integer as cases, sum(at_risk_ca_cents)::double as at_risk_cents
    from marts.raw_labels
    where motive = 'UNMAPPED'
    group by system, raw_label
    order by at_risk_cents desc, system, raw_label`
  );
  return rows.map((row) => {
    const label = row as unknown as Pick<Suggestion, "system" | "label" | "cases" | "at_risk_cents">;
    return {...label, ...bestOf(label.label, known)};
  });
}

function bestOf(label: string, known: readonly Known[]): Pick<Suggestion, "motive" | "score" | "why"> {
  const [best] = known
    .map(({text, motive, why}) => ({motive, why, score: likeness(label, text)}))
    .sort((a, b) => b.score - a.score || compare(a.motive, b.motive) || compare(a.why, b.why));
  if (best === undefined || best.score < LEAST)
    return {motive: null, score: best?.score ?? 0, why: "like nothing known"};
  return best;
}

async function knownLabels(connection: DuckDBConnection): Promise<Known[]> {
  const rows = await readRows(
    connection,
    `select distinct labels.label, known.motive
    from lookups.motives as labels
    join motives_in_force() as known on known.system = labels.system
      and known.brand is not distinct from labels.brand and known.label_key = label_key(labels.label)
    where known.motive is not null
    order by labels.label, known.motive`
  );
  return rows.map(({label, motive}) => ({
    text: String(label),
    motive: String(motive),
    why: `like the label "${String(label)}"`
  }));
}

async function motiveNames(connection: DuckDBConnection): Promise<Known[]> {
  const motives = (await readRows(connection, "select motive from motive_families() order by motive")).map(
    ({motive}) => String(motive)
  );
  const catalogues = await Promise.all(
    LANGUAGES.map(async (language) => {
      const text = await readFile(join(SHIPPED.reports, "words", `${language}.json`), "utf8");
      return JSON.parse(text) as Record<string, unknown>;
    })
  );
  return motives.flatMap((motive) =>
    [motive.replaceAll("_", " "), ...catalogues.map((words) => words[`motive.${motive}`])]
      .filter((name) => typeof name === "string")
      .map((name) => ({text: name, motive, why: `like the name "${name}"`}))
  );
}
