// What the sample plants, against what a run makes of the exports: the request behind a cancellation, cancellations that
// only accounting knows, and duties that are missed.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {dayOf} from "../../../pipeline/sample/days.ts";
import {deliveredCents} from "../../../pipeline/sample/money.ts";
import {loadConfig} from "../../../src/config.ts";
import {lineProgress} from "../../../src/progress.ts";
import {run} from "../../../src/run.ts";
import {databaseOf, openDatabase, readRows} from "../../../src/warehouse.ts";
import {centsOf, isoOf, readAll, readLines, readTruth, share, useSample, type Row} from "./samples.ts";

const sample = useSample(1500, 1);
let out: string;
let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "ressac-planted-"));
  const config = await loadConfig({exports: sample.folder, out});
  await run({config, progress: lineProgress(() => undefined)});
  database = await openDatabase(databaseOf(join(config.warehouse, "current")), {readOnly: true});
});

afterAll(async () => {
  database.close();
  await rm(out, {recursive: true, force: true});
});

/** Rows by a key, in the order in which they come. */
function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

const ask = (sql: string) => readRows(database.connection, sql);

describe("the cancellations that only accounting knows", () => {
  it("are found by the model, all of them and no other, to the day and the cent", async () => {
    const planted = await readTruth(sample.folder, "truth_untold.csv");
    expect(planted.length).toBeGreaterThan(3);
    const found = await ask(
      `select order_id, from_date::varchar as from_date, credit_date::varchar as credit_date,
         credited_cents::varchar as credited_cents, is_known_order
       from marts.untold_cancellations order by order_id`
    );
    const byOrder = (one: Row, other: Row) => ((one.order_id ?? "") < (other.order_id ?? "") ? -1 : 1);
    expect(found).toMatchObject(planted.sort(byOrder).map((order) => ({...order, is_known_order: true})));
  });

  it("stand in the ledger where their year is closed, with what was taken back", async () => {
    const rows = await ask(
      `select credit_date::varchar as credit_date, credited_cents, ledger_cents from marts.untold_cancellations`
    );
    const closed = rows.filter(({credit_date}) => String(credit_date) < "2026");
    expect(closed.length).toBeGreaterThan(0);
    for (const {credited_cents, ledger_cents} of closed)
      expect(ledger_cents).toBe(-(credited_cents as bigint));
  });

  it("are cancelled nowhere in the order tool", async () => {
    const lines = await readLines(sample.folder);
    const untold = new Set((await readTruth(sample.folder, "truth_untold.csv")).map((row) => row.order_id));
    const told = [...lines.values()].filter((row) => untold.has(row["N° commande"]));
    expect(told.length).toBeGreaterThanOrEqual(untold.size);
    for (const row of told) {
      expect(row).toMatchObject({"Date annulation": ""});
      expect(row["Statut"]).toMatch(/^(En cours|Terminée)$/);
    }
  });
});

/** What an MO- would have kept of a unit, in cents: lines that nobody asked to drop whole, the others as delivered. */
function preservedCents(scope: readonly Row[], lines: ReadonlyMap<string, Row>): bigint {
  const [order = "", cut = ""] = scope[0]?.cancellation_id?.split("@") ?? [];
  const kept = scope.map(({line_no, is_asked}) => {
    const line = lines.get(`${order}/${line_no}`);
    const cents = centsOf(line?.["Montant HT"]);
    if (is_asked === "false") return cents;
    const start = dayOf(isoOf(line?.["Début parution"]));
    const end = line?.["Fin parution"];
    if (!end) return start < dayOf(cut) ? cents : 0;
    return deliveredCents(cents, start, dayOf(isoOf(end)), dayOf(cut));
  });
  return BigInt(kept.reduce((total, cents) => total + cents, 0));
}

describe("what customers asked to drop", () => {
  let units: Map<string, Row[]>;
  let lines: Map<string, Row>;
  let found: Map<string, Record<string, unknown>>;

  beforeAll(async () => {
    units = groupBy(
      await readTruth(sample.folder, "truth_scopes.csv"),
      ({cancellation_id}) => cancellation_id ?? ""
    );
    lines = await readLines(sample.folder);
    const rows = await ask(
      `select *, (select sum(parc_cents) from staging.order_lines where order_id = cuts.order_id
         and cancel_requested_date is null) as unasked_parc_cents
       from marts.cancellations as cuts join marts.loss_counterfactuals using (cancellation_id)`
    );
    found = new Map(rows.map((row) => [String(row.cancellation_id), row]));
  });

  it("is told of 60 % of the orders of several lines that were cut and booked again", () => {
    const known = share([...units.values()], ([line]) => line?.is_known === "true");
    expect(Math.abs(known - 0.6)).toBeLessThan(0.15);
    for (const scope of units.values()) {
      const asked = scope.filter(({is_asked}) => is_asked === "true").length;
      expect(asked).toBeGreaterThan(0);
      // The request to drop everything looks like none.
      if (scope[0]?.is_known === "true") expect(asked).toBeLessThan(scope.length);
    }
  });

  it("makes what an MO- would have kept exact, and what was avoidable with it, wherever it is told", () => {
    const known = [...units].filter(([, [line]]) => line?.is_known === "true");
    expect(known.length).toBeGreaterThan(15);
    for (const [id, scope] of known) {
      const unit = found.get(id) ?? {};
      const preserved = preservedCents(scope, lines);
      const cents = (name: string) => unit[name] as bigint;
      const gap = preserved - cents("kept_cents") - cents("rebooked_cents");
      const avoidable = BigInt(String(unit.unasked_parc_cents)) - cents("parc_after_cents");
      expect(unit, id).toMatchObject({
        is_scope_imputed: false,
        mo_preserved_low_cents: preserved,
        mo_preserved_high_cents: preserved,
        unavoidable_low_cents: cents("booked_cents") - preserved,
        mo_gap_low_cents: gap,
        mo_gap_high_cents: gap,
        avoidable_parc_low_cents: avoidable,
        avoidable_parc_high_cents: avoidable
      });
    }
  });

  it("is bounded where it is not told, and lies within the bounds where the links are right", async () => {
    const links = new Set(
      (await readTruth(sample.folder, "truth_links.csv")).map(
        ({cancellation_id, rebooked_order_id}) => `${cancellation_id} ${rebooked_order_id}`
      )
    );
    const rebooked = groupBy(
      await ask("select cancellation_id as unit, rebooked_order_id as rebooked from marts.rebookings"),
      ({unit}) => String(unit)
    );
    const isRight = (id: string) => {
      const pairs = (rebooked.get(id) ?? []).map((link) => `${id} ${String(link.rebooked)}`);
      const planted = [...links].filter((link) => link.startsWith(`${id} `));
      return pairs.length === planted.length && pairs.every((pair) => links.has(pair));
    };
    const unknown = [...units].filter(([, [line]]) => line?.is_known === "false");
    for (const [id] of unknown) expect(found.get(id), id).toMatchObject({is_scope_imputed: true});
    const right = unknown.filter(([id]) => isRight(id));
    expect(right.length).toBeGreaterThan(8);
    for (const [id, scope] of right) {
      const {mo_preserved_low_cents: low, mo_preserved_high_cents: high} = found.get(id) ?? {};
      const preserved = preservedCents(scope, lines);
      expect((low as bigint) <= preserved && preserved <= (high as bigint), id).toBe(true);
    }
  });
});

describe("the duties that are missed", () => {
  const RULES = ["D1", "D10", "D12", "D15", "D16", "D2", "D3", "D5", "D9"];
  const key = (row: Record<string, unknown>): string =>
    [row.rule, row.subject_kind, row.subject_id, row.status, row.days].join(" ");

  it("are found, all of them and no other, with the days that they lie beside", async () => {
    const planted = await readTruth(sample.folder, "truth_missed_duties.csv");
    expect([...new Set(planted.map(({rule}) => rule))].sort()).toEqual(RULES);
    expect([...new Set(planted.map(({status}) => status))].sort()).toEqual([
      "early_breach",
      "late",
      "missing"
    ]);
    const found = await ask(
      `select rule, subject_kind, subject_id, status, coalesce(days_late, days_early) as days
       from marts.obligations where status in ('late', 'missing', 'early_breach')
       and rule in ('D1b', 'D2b', ${RULES.map((rule) => `'${rule}'`).join(", ")})`
    );
    expect(found.map(key).sort()).toEqual(planted.map(key).sort());
  });

  it("are few among those that are met", async () => {
    const rows = await ask(
      `select rule, met, judged from marts.obligation_rates where period = 'all' and cut = 'all' and judged > 0`
    );
    for (const {rule, met, judged} of rows.filter(({rule}) => RULES.includes(String(rule))))
      expect([rule, Number(met) / Number(judged) > 0.5]).toEqual([rule, true]);
  });
});

describe("the way that cancellations took", () => {
  const foundBy = async (finding: string): Promise<string[]> => {
    const rows = await ask(
      `select cancellation_id from marts.process_findings where finding = '${finding}' and is_found order by 1`
    );
    return rows.map(({cancellation_id}) => String(cancellation_id));
  };

  it("was whole where a part was asked for, wherever that is told and nowhere else", async () => {
    const scopes = await readTruth(sample.folder, "truth_scopes.csv");
    const known = scopes.filter(({is_known}) => is_known === "true").map((row) => row.cancellation_id ?? "");
    expect(await foundBy("whole_cut")).toEqual([...new Set(known)].sort());
    const [counted] = await ask(
      `select unknown_cancellations from marts.process_rates
       where finding = 'whole_cut' and channel = 'all' and period = 'all'`
    );
    const unknown = new Set(
      scopes.filter(({is_known}) => is_known === "false").map((row) => row.cancellation_id)
    );
    expect(Number(counted?.unknown_cancellations)).toBeGreaterThanOrEqual(unknown.size);
  });

  it("was that of accounting alone for the orders that it alone cancelled, with what was taken back", async () => {
    const planted = await readTruth(sample.folder, "truth_untold.csv");
    const [counted] = await ask(
      `select found_cancellations, found_loss_cents from marts.process_rates
       where finding = 'accounting_only' and channel = 'all' and period = 'all'`
    );
    expect(counted).toEqual({
      found_cancellations: BigInt(planted.length),
      found_loss_cents: planted.reduce((sum, row) => sum + BigInt(row.credited_cents ?? 0), 0n)
    });
  });

  it("went by telesales or not, as the requests say of each of its orders", async () => {
    const requests = await readAll(sample.folder, "requetes_tlv");
    const lines = await readLines(sample.folder);
    const units = await ask(
      `select cancellation_id from marts.process_findings where finding = 'not_told' and is_found is not null`
    );
    expect(units.length).toBeGreaterThan(30);
    const untold = units
      .map(({cancellation_id}) => String(cancellation_id))
      .filter((id) => {
        const [order = "", cut = ""] = id.split("@");
        const cutLines = [...lines.values()].filter(
          (row) =>
            row["N° commande"] === order && row["Date annulation"] && isoOf(row["Date annulation"]) === cut
        );
        const recorded = cutLines.map((row) => isoOf(row["Date saisie annulation"])).sort()[0] ?? "";
        const days = cutLines.flatMap((row) =>
          [row["Date demande annulation"], row["Date annulation"], row["Date saisie annulation"]]
            .filter((day) => day)
            .map(isoOf)
        );
        const earliest = dayOf(days.sort()[0] ?? "") - 60;
        return !requests.some((row) => {
          const day = isoOf(row["Créée le"]);
          return row["N° commande"] === order && day <= recorded && dayOf(day) >= earliest;
        });
      });
    expect(await foundBy("not_told")).toEqual(untold.sort());
    expect(untold.length).toBeGreaterThan(5);
    expect(untold.length).toBeLessThan(units.length);
  });
});
