import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import type {Config} from "../config.ts";
import {RessacError} from "../errors.ts";

/** The file that says who sees what, in the folder of lookups. */
export const POLICY_FILE = "audiences.json";

/** What an audience gets of a column: its values, a pseudonym of each, or nothing. */
const Treatment = z.enum(["plain", "pseudonym", "left_out"]);
export type Treatment = z.infer<typeof Treatment>;

/** Names become folders, variables and tables. */
const Name = z.string().regex(/^[a-z][a-z0-9_]*$/, "use lower case, digits and _");

const Policy = z.strictObject({
  /** Each audience, with what it is for. */
  audiences: z.record(Name, z.string().min(1)),
  /** Kinds of columns: what they hold, and what each audience gets of them. */
  kinds: z.record(Name, z.object({meaning: z.string().min(1)}).catchall(z.union([Treatment, z.string()]))),
  /**
   * Published results: who may have them, which rows of them (SQL conditions), the kind of each column, and whether it is
   * noted who was served them.
   */
  results: z.record(
    Name,
    z.strictObject({
      audiences: z.array(Name),
      rows: z.record(Name, z.string().min(1)).optional(),
      is_logged: z.literal(true).optional(),
      columns: z.record(z.string(), Name)
    })
  ),
  /** Pages of the site: who has them. */
  pages: z.record(z.string(), z.array(Name))
});

/** Who sees what, as people have written it down. */
export interface Policy {
  path: string;
  /** Audiences by name, with what each is for. */
  audiences: Record<string, string>;
  kinds: Record<string, {meaning: string; treatments: Record<string, Treatment>}>;
  results: Record<
    string,
    {
      audiences: string[];
      rows?: Record<string, string> | undefined;
      is_logged?: true | undefined;
      columns: Record<string, string>;
    }
  >;
  pages: Record<string, string[]>;
}

/** A published result by name, and its columns. */
export interface ResultColumns {
  name: string;
  columns: readonly string[];
}

/** What one audience gets of a result. */
export interface AllowedResult {
  name: string;
  /** Condition on the rows of the published result; all of them when there is none. */
  rows: string | undefined;
  /** Columns that it gets, in the order of the policy, and those that are withheld. */
  columns: {name: string; kind: string; treatment: Exclude<Treatment, "left_out">}[];
  leftOut: string[];
}

/**
 * Reads the policy of a company.
 * @throws RessacError (2) when there is none, when it is not of the right form, or when it names an audience or a kind
 * that it does not declare.
 */
export async function readPolicy({lookups}: Pick<Config, "lookups">): Promise<Policy> {
  const path = join(lookups, POLICY_FILE);
  const text = await readFile(path, "utf8").catch(() => {
    throw new RessacError(`${path}: no such file; copy the ${POLICY_FILE} that ships with the product there`);
  });
  return parsePolicy(path, text);
}

/** Parses the text of a policy; `path` is for messages. @throws RessacError (2) as `readPolicy` does. */
export function parsePolicy(path: string, text: string): Policy {
  const parsed = Policy.safeParse(parseJson(path, text));
  if (!parsed.success) throw new RessacError(`${path}: ${z.prettifyError(parsed.error)}`);
  const {audiences, kinds, results, pages} = parsed.data;
  const names = Object.keys(audiences);
  const refuseUnknown = (where: string, found: readonly string[]): void => {
    const unknown = found.find((name) => !names.includes(name));
    if (unknown !== undefined)
      throw new RessacError(
        `${path}: ${where} names ${unknown}, which is no audience of it; there are ${names.join(", ")}`
      );
  };
  for (const [result, {audiences: own, rows = {}, columns}] of Object.entries(results)) {
    refuseUnknown(`results.${result}`, [...own, ...Object.keys(rows)]);
    for (const [column, kind] of Object.entries(columns)) {
      if (kinds[kind] === undefined)
        throw new RessacError(
          `${path}: results.${result}.${column} is of kind ${kind}, which it does not declare; there are ${Object.keys(kinds).join(", ")}`
        );
    }
  }
  for (const [page, own] of Object.entries(pages)) refuseUnknown(`pages.${page}`, own);
  return {path, audiences, kinds: treatmentsOf(path, names, kinds), results, pages};
}

/** Of each kind, what every audience gets: nobody gets anything by not being named. */
function treatmentsOf(
  path: string,
  names: readonly string[],
  kinds: Record<string, Record<string, string>>
): Policy["kinds"] {
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, {meaning = "", ...given}]) => {
      const unknown = Object.keys(given).find((name) => !names.includes(name));
      if (unknown !== undefined)
        throw new RessacError(
          `${path}: kinds.${kind} names ${unknown}, which is no audience of it; there are ${names.join(", ")}`
        );
      const treatments = names.map((name) => {
        const treatment = Treatment.safeParse(given[name]);
        if (treatment.success) return [name, treatment.data];
        throw new RessacError(
          `${path}: kinds.${kind} gives ${name} ${given[name] ?? "nothing"}; choose ${Treatment.options.join(", ")}`
        );
      });
      return [kind, {meaning, treatments: Object.fromEntries(treatments) as Record<string, Treatment>}];
    })
  );
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RessacError(`${path}: ${(error as Error).message}; correct the file`);
  }
}

/** An audience of the policy. @throws RessacError (2) when it has no such audience. */
export function requireAudience({audiences, path}: Policy, name: string): string {
  if (audiences[name] !== undefined) return name;
  throw new RessacError(
    `${name}: no audience of ${path}; choose one of ${Object.keys(audiences).join(", ")}, or all`
  );
}

/**
 * Requires every published result and every column of it to be in the policy by name, and the policy to name no other.
 * @throws RessacError (2) with the first one that is not, and the way out.
 */
export function requireNamed({path, results}: Policy, published: readonly ResultColumns[]): void {
  for (const {name, columns} of published) {
    const known = results[name];
    if (known === undefined)
      throw new RessacError(
        `result ${name} is not in ${path}: name it under results with its columns and the audiences that may see it ("audiences": [] for none)`
      );
    for (const column of columns) {
      if (known.columns[column] === undefined)
        throw new RessacError(
          `column ${column} of result ${name} is not in ${path}: name it under results.${name}.columns with its kind`
        );
    }
    const gone = Object.keys(known.columns).find((column) => !columns.includes(column));
    if (gone !== undefined)
      throw new RessacError(
        `${path}: results.${name}.columns names ${gone}, which is not published; take it out`
      );
  }
  const gone = Object.keys(results).find((name) => !published.some((result) => result.name === name));
  if (gone !== undefined)
    throw new RessacError(`${path}: results names ${gone}, which is not published; take it out`);
}

/** What an audience gets: the results that it may see, by name, each with its rows and columns. */
export function allowedResults({results, kinds}: Policy, audience: string): AllowedResult[] {
  return Object.entries(results)
    .filter(([, {audiences}]) => audiences.includes(audience))
    .map(([name, {rows, columns}]) => {
      const treated = Object.entries(columns).map(([column, kind]) => ({
        name: column,
        kind,
        treatment: kinds[kind]?.treatments[audience] ?? "left_out"
      }));
      return {
        name,
        rows: rows?.[audience],
        columns: treated.filter(
          (column): column is AllowedResult["columns"][number] => column.treatment !== "left_out"
        ),
        leftOut: treated.filter(({treatment}) => treatment === "left_out").map((column) => column.name)
      };
    });
}

/** The pages that an audience has, by name. */
export function allowedPages({pages}: Policy, audience: string): string[] {
  return Object.keys(pages).filter((page) => pages[page]?.includes(audience));
}
