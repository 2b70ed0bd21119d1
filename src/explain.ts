import type {DuckDBConnection, DuckDBValue} from "@duckdb/node-api";
import {DuckDBListValue} from "@duckdb/node-api";
import {sqlError} from "./build.ts";
import {RessacError} from "./errors.ts";
import {type Model, readExplanations} from "./models.ts";
import {quoteName, quoteText, readRows} from "./warehouse.ts";

/** A part of a story: rows, and how they are told. */
export interface Section {
  title: string;
  /** What its rows are, in a sentence. */
  meaning: string;
  /** One block of labelled values a row, or one table of all rows. */
  form: "facts" | "table";
  /** What to say when there are no rows; nothing is said when there is no such sentence. */
  empty: string | undefined;
  /** Labels of the columns, in their order. */
  labels: Map<string, string>;
  rows: Record<string, DuckDBValue>[];
}

/**
 * The story of one thing in a published database: the queries of `<pipeline>/explain`, in the order of their names. The
 * one whose grain is `id` lists what can be asked for; its other columns are variables, which the others read.
 * @throws RessacError (2) when nothing has this id, with the nearest ones.
 */
export async function explain(
  connection: DuckDBConnection,
  pipeline: string,
  id: string
): Promise<Section[]> {
  const models = await readExplanations(connection, pipeline);
  const subjects = models.find(({grain}) => grain.join() === "id");
  if (subjects === undefined)
    throw new RessacError(`${pipeline}: explains nothing; no query of explain has the grain id`);
  const [subject] = await readRows(connection, `from (\n${subjects.sql}\n) where id = ${quoteText(id)}`);
  if (subject === undefined) throw await unknownSubject(connection, subjects, id);
  for (const [name, value] of Object.entries(subject)) {
    const literal = value === null ? "null" : quoteText(String(value));
    await connection.run(`set variable ${quoteName(name)} = ${literal}`);
  }
  const sections: Section[] = [];
  for (const model of models.filter((other) => other !== subjects))
    sections.push(await tell(connection, model));
  return sections.filter(({rows, empty}) => rows.length > 0 || empty !== undefined);
}

async function unknownSubject(connection: DuckDBConnection, {sql}: Model, id: string): Promise<RessacError> {
  const near = await readRows(
    connection,
    `from (\n${sql}\n) order by levenshtein(upper(id), upper(${quoteText(id)})), id limit 3`
  );
  const hint =
    near.length === 0
      ? "nothing can be explained in what is published"
      : `the nearest are ${near.map((row) => String(row.id)).join(", ")}`;
  return new RessacError(`${id}: nothing published has this id; ${hint}`);
}

async function tell(
  connection: DuckDBConnection,
  {path, name, sql, meaning, columns}: Model
): Promise<Section> {
  const rows = await readRows(connection, sql).catch((error: unknown) => {
    throw sqlError(path, sql, error);
  });
  const directive = (key: string) => new RegExp(`^-- ${key}: (.+)$`, "m").exec(sql)?.[1];
  return {
    title: name.replace(/^explain\.\d*_?/, "").replaceAll("_", " "),
    meaning,
    form: directive("Form") === "facts" ? "facts" : "table",
    empty: directive("Empty"),
    labels: columns,
    rows
  };
}

/** How a story is laid out. */
export interface Layout {
  /** Characters of a line. */
  width: number;
  /** Marks titles, on a terminal. */
  strong: (text: string) => string;
}

/** A story as text: no line is wider than the layout, where words allow it. */
export function formatSections(sections: readonly Section[], layout: Layout): string {
  return sections
    .map((section) => {
      const head = `${layout.strong(section.title.toUpperCase())}  ${section.meaning}`;
      return [...wrap(head, layout.width, "  "), ...bodyOf(section, layout.width)].join("\n");
    })
    .join("\n\n");
}

function bodyOf(section: Section, width: number): string[] {
  if (section.rows.length === 0) return wrap(`  ${section.empty ?? ""}`, width, "  ");
  return section.form === "facts"
    ? section.rows.flatMap((row, index) => [...(index > 0 ? [""] : []), ...facts(section, row, width)])
    : table(section, width);
}

/** A label and a value a line; what is not known is left out. */
function facts({labels}: Section, row: Record<string, DuckDBValue>, width: number): string[] {
  const known = [...labels]
    .map(([column, label]) => ({label, value: show(column, row[column] ?? null), isNumber: isNumber(column)}))
    .filter(({value}) => value !== "");
  const wide = Math.max(...known.map(({label}) => label.length));
  const amounts = Math.max(0, ...known.filter(({isNumber}) => isNumber).map(({value}) => value.length));
  return known.flatMap(({label, value, isNumber}) =>
    wrap(
      `  ${label.padEnd(wide)}  ${isNumber ? value.padStart(amounts) : value}`,
      width,
      " ".repeat(wide + 4)
    )
  );
}

/** Columns side by side as far as they fit; the others below each row, lists one element a line. */
function table({labels, rows}: Section, width: number): string[] {
  const columns = [...labels].filter(([column]) =>
    rows.some((row) => show(column, row[column] ?? null) !== "")
  );
  const isList = (column: string) => rows.some((row) => row[column] instanceof DuckDBListValue);
  const sized = columns.map(([column, label]) => ({
    column,
    label,
    size: Math.max(label.length, ...rows.map((row) => show(column, row[column] ?? null).length))
  }));
  let room = width;
  let fitting = 0;
  for (const {column, size} of sized) {
    room -= size + 2;
    if (room < 0 || isList(column)) break;
    fitting++;
  }
  const beside = sized.slice(0, fitting);
  const cell = (text: string, {column, size}: (typeof sized)[number]) =>
    isNumber(column) ? text.padStart(size) : text.padEnd(size);
  const line = (text: (of: (typeof sized)[number]) => string) =>
    `  ${beside.map((of) => cell(text(of), of)).join("  ")}`.trimEnd();
  const rest = sized.slice(fitting);
  return [
    line(({label}) => label),
    ...rows.flatMap((row) => [
      line(({column}) => show(column, row[column] ?? null)),
      ...below(row, rest, width)
    ])
  ];
}

/** What does not fit beside the rest: `label: value`, one after the other, then the elements of lists. */
function below(
  row: Record<string, DuckDBValue>,
  rest: readonly {column: string; label: string}[],
  width: number
): string[] {
  const told: string[] = [];
  const listed: string[] = [];
  for (const {column, label} of rest) {
    const value = row[column] ?? null;
    if (value instanceof DuckDBListValue)
      listed.push(...value.items.flatMap((item) => wrap(`      ${String(item)}`, width, " ".repeat(13))));
    else if (show(column, value) !== "") told.push(`${label}: ${show(column, value)}`);
  }
  return [...(told.length === 0 ? [] : wrap(`    ${told.join(" · ")}`, width, " ".repeat(6))), ...listed];
}

function isNumber(column: string): boolean {
  return /(_cents|^score|_days|_no|^lines|^probability)$/.test(column);
}

/** Cents to the cent, days as days, the rest as it is; what is not known is empty. */
function show(column: string, value: DuckDBValue): string {
  if (value === null) return "";
  if (column.endsWith("_cents")) return showCents(BigInt(String(value)));
  return String(value);
}

function showCents(cents: bigint): string {
  const size = cents < 0n ? -cents : cents;
  const whole = String(size / 100n).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${cents < 0n ? "-" : ""}${whole}.${String(size % 100n).padStart(2, "0")}`;
}

/** Breaks a line between words; what follows is indented. */
function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const cut = rest.lastIndexOf(" ", width);
    if (cut <= indent.length) break;
    lines.push(rest.slice(0, cut).trimEnd());
    rest = indent + rest.slice(cut + 1);
  }
  return [...lines, rest];
}
