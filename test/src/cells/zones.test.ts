import {type DuckDBTimestampTZValue, listValue, LIST, BIGINT} from "@duckdb/node-api";
import {Temporal} from "temporal-polyfill";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {sqlInstantOf} from "../../../src/cells/zones.ts";
import {openDatabase} from "../../../src/warehouse.ts";

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  database = await openDatabase();
});

afterAll(() => database.close());

const START = Temporal.Instant.from("1969-12-31T00:00Z");

/** Local times around each change of a zone's clocks, to the second, and one on most days. */
function localTimes(timeZone: string): Temporal.PlainDateTime[] {
  const locals: Temporal.PlainDateTime[] = [];
  let change = START.toZonedDateTimeISO(timeZone).getTimeZoneTransition("next");
  while (change !== null && change.year < 2071) {
    const local = change.toPlainDateTime();
    for (const hours of [-25, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 25]) {
      for (const seconds of [-1, 0, 1]) locals.push(local.add({seconds: hours * 3600 + seconds}));
    }
    change = change.getTimeZoneTransition("next");
  }
  const first = Temporal.PlainDateTime.from("1969-12-31T12:00");
  return [
    ...locals,
    ...Array.from({length: 9200}, (_, index) => first.add({days: index * 4, minutes: index}))
  ];
}

function instantOf(local: Temporal.PlainDateTime, timeZone: string): bigint | undefined {
  try {
    return BigInt(local.toZonedDateTime(timeZone, {disambiguation: "reject"}).epochMilliseconds) * 1000n;
  } catch {
    return undefined;
  }
}

describe("the instants of local times", () => {
  it.each([
    "Europe/Paris",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Africa/Monrovia",
    "Asia/Kathmandu",
    "UTC"
  ])("are exact around every change of the clocks in %s", async (timeZone) => {
    const locals = localTimes(timeZone);
    const micros = locals.map((local) => BigInt(local.toZonedDateTime("UTC").epochMilliseconds) * 1000n);
    const result = await database.connection.runAndReadAll(
      `select ${sqlInstantOf("local", timeZone)} from (select unnest($micros) as local)`,
      {micros: listValue(micros)},
      {micros: LIST(BIGINT)}
    );
    const values = (result.getColumns()[0] ?? []) as (DuckDBTimestampTZValue | null)[];
    const read = locals.map((local, index) => ({
      local,
      sql: values[index]?.micros,
      exact: instantOf(local, timeZone)
    }));
    const wrong = read.filter(({sql, exact}) => sql !== undefined && sql !== exact);
    expect(wrong.slice(0, 3)).toEqual([]);
    const known = read.filter(
      ({local, exact}) => local.year >= 1973 && local.year < 2070 && exact !== undefined
    );
    // Twice within a fortnight, clocks have been changed on few occasions.
    expect(known.filter(({sql}) => sql === undefined).length).toBeLessThan(known.length / 50);
  });
});
