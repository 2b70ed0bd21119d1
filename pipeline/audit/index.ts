// An audit of the linkage: two readers judge some cancelled units, and the corrected amount rests on what they say.
import {readFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {dataError, RessacError} from "../../src/errors.ts";
import {readRows} from "../../src/warehouse.ts";
import {isDrawn, readStrata, shareSample} from "./draw.ts";
import {type Answer, readSheet, type SheetProblem, sheetText, type SheetUnit} from "./sheet.ts";

/** The table that an audit is kept in; the next run reads it. */
const LOOKUP = "rebooking_audit.csv";
const HEADER =
  "cancellation_id;drawn_date:date;is_linked:boolean;band;booked_cents:bigint;identified_cents:bigint;first_reader_cents:bigint;second_reader_cents:bigint";
/** Problems that are told at once. */
const TOLD = 10;

/**
 * Draws a sheet from a build: settled cancelled units, half with an identified rebooking and half without, by amount
 * bands (docs/methods.md §4.9). The same build and size give the same sheet.
 * @returns how many units were drawn.
 * @throws RessacError (2) when the build has no unit to draw.
 */
export async function drawAudit(
  connection: DuckDBConnection,
  {size, file}: {size: number; file: string}
): Promise<{units: number}> {
  const quotas = shareSample(size, await readStrata(connection));
  const rows = await readRows(
    connection,
    `select
      cancellation_id, runs.as_of::varchar as as_of, customer_id, customer_name, order_id,
      signed_date::varchar as signed_date, requested_date::varchar as requested_date,
      cancel_date::varchar as cancel_date, cancel_reason, channel, families, booked_cents, later_orders
    from marts.audit_candidates cross join meta.run as runs
    where ${isDrawn(quotas)}
    order by md5('sheet' || cancellation_id)`
  );
  if (rows.length === 0)
    throw new RessacError("no cancellation of this build is settled yet; there is nothing to audit");
  await writeFile(file, sheetText(rows as unknown as SheetUnit[])).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new RessacError(`${dirname(file)}: no such folder; name the sheet with --out`);
  });
  return {units: rows.length};
}

/**
 * Checks a sheet that came back against the build it was drawn from and keeps its answers among the lookups, in place of
 * an earlier audit.
 * @returns how many units were judged, and whether they are enough for the next run to go by them.
 * @throws RessacError (1) with line, column, value, reason and way out of what is wrong; nothing is written then.
 */
export async function applyAudit(
  connection: DuckDBConnection,
  {file, lookups}: {file: string; lookups: string}
): Promise<{units: number; isEnough: boolean; kept: string}> {
  const bytes = await readFile(file).catch(() => {
    throw new RessacError(`${file}: no such file; name the sheet that the readers filled in`);
  });
  const {answers, problems} = readSheet(bytes);
  const units = await readUnits(connection);
  if (problems.length === 0) problems.push(...findStrangers(answers, units));
  if (problems.length === 0 && answers.length === 0)
    problems.push({line: 1, reason: "no unit in it; fill in the sheet first"});
  if (problems.length > 0) throw dataError(tellProblems(file, problems));
  const kept = join(lookups, LOOKUP);
  const rows = answers.map((answer) => keptRow(answer, units.get(answer.cancellation_id)));
  await writeFile(kept, `${[HEADER, ...rows.sort()].join("\n")}\n`);
  const [row] = await readRows(connection, "select parameter('audit.least_units') as least");
  return {units: answers.length, isEnough: answers.length >= Number(row?.least), kept};
}

/** A unit that the build would let be drawn. */
interface Unit {
  as_of: string;
  is_linked: boolean;
  band: string;
  booked_cents: bigint;
  identified_cents: bigint;
}

async function readUnits(connection: DuckDBConnection): Promise<Map<string, Unit>> {
  const rows = await readRows(
    connection,
    `select cancellation_id, runs.as_of::varchar as as_of, is_linked, band, booked_cents, identified_cents
    from marts.audit_candidates cross join meta.run as runs`
  );
  return new Map(
    rows.map(({cancellation_id, ...unit}) => [String(cancellation_id), unit as unknown as Unit])
  );
}

/** Answers about units that the published build does not have as the sheet has them, or that stand twice. */
function findStrangers(answers: readonly Answer[], units: ReadonlyMap<string, Unit>): SheetProblem[] {
  const seen = new Set<string>();
  return answers.flatMap(({line, cancellation_id: value, as_of, booked_cents}) => {
    const unit = units.get(value);
    const isTwice = seen.has(value);
    seen.add(value);
    const at = {line, column: "Annulation", value};
    if (isTwice) return [{...at, reason: "stands twice; keep one of the lines"}];
    if (unit === undefined)
      return [
        {
          ...at,
          reason: "the published build has no such unit; apply the sheet to the build it was drawn from"
        }
      ];
    if (unit.as_of !== as_of) {
      const reason = `drawn as of ${as_of}, but the published build is as of ${unit.as_of}; use ressac run --as-of ${as_of} first`;
      return [{line, column: "Arrêté au", value: as_of, reason}];
    }
    if (unit.booked_cents === booked_cents) return [];
    return [{...at, reason: "its amount is no longer that of the sheet; draw a new sheet"}];
  });
}

function keptRow(
  {cancellation_id, as_of, first_reader_cents, second_reader_cents}: Answer,
  unit?: Unit
): string {
  const {is_linked, band, booked_cents, identified_cents} = unit ?? {};
  return [
    cancellation_id,
    as_of,
    is_linked,
    band,
    booked_cents,
    identified_cents,
    first_reader_cents,
    second_reader_cents
  ].join(";");
}

function tellProblems(file: string, problems: readonly SheetProblem[]): string {
  const lines = problems.slice(0, TOLD).map(({line, column, value, reason}) => {
    const cell = column === undefined ? "" : `column ${column}, value "${value}": `;
    return `${file}:${line}: ${cell}${reason}`;
  });
  const rest = problems.length - lines.length;
  return [...lines, ...(rest > 0 ? [`and ${rest} more; nothing was kept`] : ["nothing was kept"])].join("\n");
}
