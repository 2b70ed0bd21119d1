// Exports that change while they are read: what is loaded is what was hashed, or nothing is.
import {createHash} from "node:crypto";
import {readdir, rename, stat, truncate, unlink, utimes, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {afterEach, describe, expect, it, onTestFinished, vi} from "vitest";
import {ingestExports, type Ingested} from "../../../src/ingest/ingest.ts";
import {day, defineSource, FRENCH, money, text} from "../../../src/index.ts";
import {ScanWorker} from "../../../src/ingest/scanner.ts";
import {openDatabase} from "../../../src/warehouse.ts";
import {folderOf} from "../../support/temp.ts";

const contract = defineSource({
  name: "orders",
  title: "Orders",
  files: ["orders*.csv"],
  dialect: FRENCH,
  control: "amount_cents",
  columns: {
    order_id: {type: text(), headers: ["N° commande"], required: true, meaning: "the order"},
    signed_date: {type: day(), headers: ["Date"], meaning: "day"},
    amount_cents: {type: money(), headers: ["Montant"], required: true, meaning: "amount"}
  }
});

const NAME = "orders.csv";
const ROWS = 500;

/** A file of as many bytes whatever the amount. */
function fileOf(euros: number): string {
  const rows = Array.from({length: ROWS}, (_, row) => `A${1000 + row};01/02/2026;${euros},00\r\n`);
  return `N° commande;Date;Montant\r\n${rows.join("")}`;
}

/** In whole seconds, as copies of files have it. */
const LAST_NIGHT = 1_780_000_000;

const OLD = fileOf(10);
const NEW = fileOf(20);

afterEach(() => vi.restoreAllMocks());

/** Reads a file that is changed when its bytes were hashed, and the reader has seen its header. */
async function ingestWhile(folder: string, change: (path: string) => Promise<unknown>): Promise<Ingested> {
  const path = join(folder, NAME);
  await utimes(path, LAST_NIGHT, LAST_NIGHT);
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the worker below
  const scan = ScanWorker.prototype.scan;
  vi.spyOn(ScanWorker.prototype, "scan").mockImplementation(async function (this: ScanWorker, ...values) {
    await setTimeout(100);
    await change(path);
    return scan.apply(this, values);
  });
  return ingest(folder);
}

async function ingest(folder: string): Promise<Ingested> {
  const {connection, close} = await openDatabase();
  onTestFinished(close);
  return ingestExports(connection, [{file: {name: NAME, path: join(folder, NAME)}, contract}], {
    contracts: [contract],
    shelf: join(folder, "shelf"),
    work: join(folder, "work"),
    onFile: () => undefined
  });
}

/** Changes that leave no time behind: what copies exports may set their times. */
async function keepTimes(path: string, change: () => Promise<unknown>): Promise<void> {
  const {atime, mtime} = await stat(path);
  await change();
  await utimes(path, atime, mtime);
}

const CHANGES: [string, string, (path: string) => Promise<unknown>][] = [
  ["written again", "was changed while it was read", (path) => writeFile(path, NEW)],
  [
    "written again under its old time",
    "was changed while it was read",
    (path) => keepTimes(path, () => writeFile(path, NEW))
  ],
  [
    "replaced by another of its size and time",
    "was changed while it was read",
    (path) =>
      keepTimes(path, async () => {
        await writeFile(`${path}.new`, NEW);
        await rename(`${path}.new`, path);
      })
  ],
  ["cut short", "was changed while it was read", (path) => truncate(path, 5000)],
  ["removed", "was removed while the exports were read", (path) => unlink(path)]
];

describe("an export that is", () => {
  it.each(CHANGES)("%s while it is read is refused, and nothing of it is kept", async (_, words, change) => {
    const folder = await folderOf({[NAME]: OLD});
    await expect(ingestWhile(folder, change)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(new RegExp(`^${NAME}: the file ${words}; run again when`)) as unknown
    });
    expect(await readdir(join(folder, "shelf"))).toEqual([]);
  });

  it("renamed to the same name, or only touched in its rights, is read", async () => {
    const folder = await folderOf({[NAME]: OLD});
    const {files} = await ingestWhile(folder, async (path) => {
      await rename(path, `${path}.away`);
      await rename(`${path}.away`, path);
    });
    expect(files).toMatchObject([{loaded: ROWS, control_cents: BigInt(ROWS * 1000)}]);
  });

  it("written again and again is read as one of its versions, or refused", {timeout: 30_000}, async () => {
    const folder = await folderOf({[NAME]: OLD});
    const cents = new Map([OLD, NEW].map((one, place) => [hash(one), BigInt(ROWS * 1000 * (place + 1))]));
    const state = {isOver: false};
    const writer = (async () => {
      for (let turn = 0; !state.isOver; turn++) {
        await writeFile(join(folder, "next"), turn % 2 === 0 ? NEW : OLD);
        await rename(join(folder, "next"), join(folder, NAME));
        await setTimeout(turn % 40);
      }
    })();
    const seen = new Set<string>();
    for (let reading = 0; reading < 15; reading++) {
      try {
        const [file] = (await ingest(folder)).files;
        expect(file?.control_cents).toBe(cents.get(file?.sha256 ?? ""));
        seen.add("read");
      } catch (error) {
        expect(String(error)).toContain("was changed while it was read");
        seen.add("refused");
      }
    }
    state.isOver = true;
    await writer;
    expect([...seen]).toContain("refused");
  });
});

function hash(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
