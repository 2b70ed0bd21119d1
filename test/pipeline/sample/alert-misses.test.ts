// What the sample plants about alerts, against what a run makes of the exports: ticks that come too early or never, tasks that
// come late, early or not at all, and the requests to leave that red alerts announce.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {loadConfig} from "../../../src/config.ts";
import {lineProgress} from "../../../src/progress.ts";
import {run} from "../../../src/run.ts";
import {databaseOf, openDatabase, readRows} from "../../../src/warehouse.ts";
import {type Row, readTruth, useSample} from "./samples.ts";

const sample = useSample(3000, 1);
let out: string;
let database: Awaited<ReturnType<typeof openDatabase>>;
let truth: Map<string, Row>;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "ressac-alerts-"));
  const config = await loadConfig({exports: sample.folder, out});
  await run({config, progress: lineProgress(() => undefined)});
  database = await openDatabase(databaseOf(join(config.warehouse, "current")), {readOnly: true});
  const messages = await readTruth(sample.folder, "truth_alerts.csv");
  const requests = await readTruth(sample.folder, "truth_asana_taches.csv");
  truth = new Map([
    ...messages.map((row) => [row.alert_id ?? "", row] as const),
    ...requests
      .filter(({kind}) => kind !== "task")
      .map((row): [string, Row] => [`asana/${row.task_id ?? ""}`, row])
  ]);
}, 240_000);

afterAll(async () => {
  database.close();
  await rm(out, {recursive: true, force: true});
});

const ask = (sql: string) => readRows(database.connection, sql);

/** Alerts whose customer nobody can tell: shops of which there are several of that name. */
const NOBODY = "select alert_id from marts.alert_messages where customer_source = 'unknown'";

/** What was planted, of alerts whose customer is known; all of it has to be found, and nothing else. */
async function planted(flag: "is_premature_tick" | "is_unticked"): Promise<string[]> {
  const nobody = new Set((await ask(NOBODY)).map(({alert_id}) => String(alert_id)));
  return [...truth.entries()]
    .filter(([id, row]) => row[flag] === "true" && !nobody.has(id))
    .map(([id]) => id);
}

describe("the handling of alerts", () => {
  it.each(["is_premature_tick", "is_unticked"] as const)(
    "finds every planted %s, and no other",
    async (flag) => {
      const found = await ask(`select alert_id from marts.alert_handlings where ${flag} order by alert_id`);
      const meant = await planted(flag);
      expect(meant.length).toBeGreaterThan(5);
      expect(found.map(({alert_id}) => alert_id)).toEqual(meant.sort());
    }
  );

  it("tells nothing of alerts whose customer nobody knows", async () => {
    expect(
      await ask(
        `select count(*) as found from marts.alert_handlings
        where alert_id in (${NOBODY}) and (is_handled is not null or is_premature_tick or is_unticked)`
      )
    ).toEqual([{found: 0n}]);
  });
});

describe("the tasks of alerts", () => {
  it("are met, late, early or missing as they were planted", async () => {
    const rows = await ask(
      `select subject_id, rule, status from marts.obligations where rule in ('D13', 'D14') order by 1`
    );
    const nobody = new Set((await ask(NOBODY)).map(({alert_id}) => String(alert_id)));
    const counts = new Map<string, number>();
    for (const {subject_id, rule, status} of rows) {
      const id = String(subject_id);
      const duty = nobody.has(id) ? "not_computable" : truth.get(id)?.duty;
      expect([id, rule, status]).toEqual([id, rule, duty]);
      counts.set(String(status), (counts.get(String(status)) ?? 0) + 1);
    }
    const due = [...truth.values()].filter(({duty}) => duty !== "");
    expect(rows).toHaveLength(due.length);
    for (const status of ["met", "late", "missing", "early_breach", "not_computable"])
      expect(counts.get(status), status).toBeGreaterThan(3);
  });
});

describe("what red alerts announce", () => {
  it("is found to the day, for every alert that counts", async () => {
    const rows = await ask(
      `select episode_id, request_date::varchar as request_date, lead_days from marts.alert_outcomes
      where is_counted order by 1`
    );
    expect(rows.length).toBeGreaterThan(40);
    for (const {episode_id, request_date, lead_days} of rows) {
      const {announces = "", lead_days: lead = ""} = truth.get(String(episode_id)) ?? {};
      expect([episode_id, request_date, lead_days]).toEqual([
        episode_id,
        announces === "" ? null : announces,
        lead === "" ? null : BigInt(lead)
      ]);
    }
  });

  it("is excluded and counted where the request was there before", async () => {
    const rows = await ask("select exclusion, count(*) as episodes from marts.alert_outcomes group by all");
    const counts = new Map(rows.map(({exclusion, episodes}) => [exclusion, Number(episodes)]));
    for (const exclusion of ["after_request", "immature", "no_customer"])
      expect(counts.get(exclusion), exclusion).toBeGreaterThan(0);
  });
});

describe("the form of the board", () => {
  it("lacks the ticket where it was planted", async () => {
    const rows = await ask("select task_id, has_ticket_link, is_complete from marts.board_requests");
    expect(rows.length).toBeGreaterThan(50);
    for (const {task_id, has_ticket_link, is_complete} of rows) {
      const meant = truth.get(`asana/${String(task_id)}`)?.has_ticket_link === "true";
      expect([task_id, has_ticket_link, is_complete]).toEqual([task_id, meant, meant]);
    }
  });
});
