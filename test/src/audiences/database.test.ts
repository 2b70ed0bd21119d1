import {mkdir, readFile, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readArrow} from "../../../src/arrow.ts";
import {columnsOf, makeAudienceDatabase, readPublished} from "../../../src/audiences/database.ts";
import {pseudonymsIn, writeLookup} from "../../../src/audiences/lookup.ts";
import {allowedResults, parsePolicy} from "../../../src/audiences/policy.ts";
import {audienceKey, makePseudonyms} from "../../../src/audiences/pseudonyms.ts";
import {publishAudience} from "../../../src/audiences/publish.ts";
import {loadConfig} from "../../../src/config.ts";
import {databaseOf, openDatabase, readRows} from "../../../src/warehouse.ts";
import {tempFolder} from "../../support/temp.ts";

const POLICY = parsePolicy(
  "audiences.json",
  JSON.stringify({
    audiences: {board: "totals", books: "amounts"},
    kinds: {
      figure: {meaning: "figures", board: "plain", books: "plain"},
      customer: {meaning: "ids", board: "left_out", books: "pseudonym"},
      note: {meaning: "texts", board: "left_out", books: "left_out"}
    },
    results: {
      cases: {
        audiences: ["board", "books"],
        rows: {board: "customer_id is null"},
        columns: {
          customer_id: "customer",
          note: "note",
          day: "figure",
          told_at: "figure",
          cents: "figure",
          cases: "figure",
          share: "figure",
          is_open: "figure"
        }
      },
      totals: {audiences: ["books"], columns: {customer_id: "customer", place: "figure"}}
    },
    pages: {}
  })
);

const CASES = `
  select * from (values
    ('C1', 'call Ann', date '2026-06-03', timestamptz '2026-06-03 10:00:00.25Z', 12345678901234::bigint, 3::integer, 0.25::double, true),
    (null, 'call Bob', null, null, null, null, null, null),
    ('C2', null, date '2024-02-29', timestamptz '2024-02-29 23:59:59Z', -5::bigint, 0::integer, 1e-9::double, false)
  ) as cases (customer_id, note, day, told_at, cents, cases, share, is_open)`;

const TOTALS = "select unnest(['C2', 'C1', 'C2']) as customer_id, unnest([1, 2, 3])::integer as place";

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => void (database = await openDatabase()));
afterAll(() => database.close());

const NOTES = {
  table: new Map([["name", "reports.cases"]]),
  columns: new Map([
    [
      "share",
      new Map([
        ["numerator", "cents"],
        ["denominator", "note"]
      ])
    ]
  ])
};

/** A folder with published results of cases and totals. */
async function published(): Promise<string> {
  const folder = join(await tempFolder(), "published");
  await mkdir(folder);
  for (const [name, sql] of Object.entries({cases: CASES, totals: TOTALS}))
    await writeFile(join(folder, `${name}.arrow`), (await readArrow(database.connection, sql, NOTES)).bytes);
  return folder;
}

async function audience(name: string, key = "a key of sixteen!!"): Promise<string> {
  const folder = join(await tempFolder(), name);
  const results = await readPublished(await published());
  const allowed = allowedResults(POLICY, name);
  process.env.RESSAC_KEY_TRIED = key;
  const pseudonyms = makePseudonyms({variable: "RESSAC_KEY_TRIED", file: undefined});
  try {
    await makeAudienceDatabase(folder, {published: results, allowed, pseudonyms});
  } finally {
    delete process.env.RESSAC_KEY_TRIED;
  }
  await publishAudience(folder, {published: results, allowed});
  return folder;
}

async function rowsOf(folder: string, table: string): Promise<object[]> {
  const own = await openDatabase(databaseOf(folder), {readOnly: true});
  try {
    return await readRows(own.connection, `select * from reports.${table} order by rowid`);
  } finally {
    own.close();
  }
}

describe("the database of an audience", () => {
  it("has the rows and the columns that it may see, and nothing else in its bytes", async () => {
    const folder = await audience("board");
    expect(await rowsOf(folder, "cases")).toEqual([
      {day: null, told_at: null, cents: null, cases: null, share: null, is_open: null}
    ]);
    await expect(rowsOf(folder, "totals")).rejects.toThrow(/totals does not exist/);
    const bytes = await readFile(databaseOf(folder), "latin1");
    expect(bytes).not.toMatch(/call (Ann|Bob)|C1|customer_id|totals/);
  });

  it("has a pseudonym for an id, the same in every result, and another one under another key", async () => {
    const folder = await audience("books");
    const [first, none, second] = (await rowsOf(folder, "cases")) as {customer_id: string | null}[];
    expect(first?.customer_id).toMatch(/^[0-9a-f]{16}$/);
    expect(none?.customer_id).toBeNull();
    const again = (await rowsOf(folder, "totals")) as {customer_id: string}[];
    expect(again.map(({customer_id}) => customer_id)).toEqual(
      [second, first, second].map((row) => row?.customer_id)
    );
    expect(await rowsOf(await audience("books"), "totals")).toEqual(again);
    expect(await rowsOf(await audience("books", "another key of 16"), "totals")).not.toEqual(again);
  });

  it("is published in the types, the order and the words of the build, with what is left out by name", async () => {
    const folder = await audience("books");
    const table = tableFromIPC(await readFile(join(folder, "published", "cases.arrow")));
    const whole = tableFromIPC((await readArrow(database.connection, CASES)).bytes);
    for (const {name, type} of table.schema.fields.slice(1)) {
      expect(String(type), name).toBe(String(whole.schema.fields.find((field) => field.name === name)?.type));
      expect([...(table.getChild(name) ?? [])], name).toEqual([...(whole.getChild(name) ?? [])]);
    }
    expect(Object.fromEntries(table.schema.metadata)).toEqual({name: "reports.cases", left_out: "note"});
    const share = table.schema.fields.find(({name}) => name === "share");
    expect(share?.metadata.has("denominator"), "a denominator that is left out").toBe(false);
  });

  it("of which all is plain has the bytes of the build", async () => {
    const place = await published();
    const plain = parsePolicy(
      "audiences.json",
      JSON.stringify({
        audiences: {all: "everything"},
        kinds: {figure: {meaning: "figures", all: "plain"}},
        results: Object.fromEntries(
          columnsOf(await readPublished(place)).map(({name, columns}) => [
            name,
            {audiences: ["all"], columns: Object.fromEntries(columns.map((column) => [column, "figure"]))}
          ])
        ),
        pages: {}
      })
    );
    const folder = join(await tempFolder(), "all");
    const results = await readPublished(place);
    const allowed = allowedResults(plain, "all");
    const pseudonyms = (): string => "never asked for";
    await makeAudienceDatabase(folder, {published: results, allowed, pseudonyms});
    await publishAudience(folder, {published: results, allowed});
    for (const name of ["cases.arrow", "totals.arrow"])
      expect(await readFile(join(folder, "published", name))).toEqual(await readFile(join(place, name)));
  });

  it("says which condition on rows cannot be understood", async () => {
    const folder = join(await tempFolder(), "board");
    const results = await readPublished(await published());
    const [cases] = allowedResults(POLICY, "board");
    const allowed = [{...cases, rows: "customer is null"} as NonNullable<typeof cases>];
    await expect(
      makeAudienceDatabase(folder, {published: results, allowed, pseudonyms: () => ""})
    ).rejects.toThrow(/^result cases, rows "customer is null": Binder Error/);
  });
});

describe("who stands behind pseudonyms", () => {
  it("is told id by id, once, and only of what the audience meets", async () => {
    const results = await readPublished(await published());
    const told = pseudonymsIn(results, allowedResults(POLICY, "books"), (kind, id) => `${kind}-${id}`);
    expect(told).toEqual([
      {kind: "customer", pseudonym: "customer-C1", id: "C1"},
      {kind: "customer", pseudonym: "customer-C2", id: "C2"}
    ]);
    expect(pseudonymsIn(results, allowedResults(POLICY, "board"), () => "")).toEqual([]);
  });

  it("never lies in the site, nor is it told of an audience without pseudonyms", async () => {
    const folder = await tempFolder();
    const config = await loadConfig({out: folder});
    for (const place of [config.site, join(config.site, "finance")])
      await expect(writeLookup(config, {audience: "finance", folder: place})).rejects.toThrow(
        /lies in the site, where everybody reads it; name another folder with --to$/
      );
  });
});

describe("the key of an audience", () => {
  it("is its own: a variable and a file by its name", () => {
    expect(audienceKey({keyFile: "/data/ressac.key"}, "finance")).toEqual({
      variable: "RESSAC_KEY_FINANCE",
      file: "/data/ressac.finance.key"
    });
  });

  it("is not needed where nothing gets a pseudonym, and made for its owner alone where it is", async () => {
    const file = join(await tempFolder(), "ressac.books.key");
    const pseudonyms = makePseudonyms({variable: "RESSAC_KEY_NOBODYS", file});
    await expect(stat(file)).rejects.toThrow("ENOENT");
    const [first, other] = [pseudonyms("customer", "C1"), pseudonyms("seller", "C1")];
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(first).not.toBe(other);
    expect(makePseudonyms({variable: "RESSAC_KEY_NOBODYS", file})("customer", "C1")).toBe(first);
  });
});
