// `npm run eval:cells`: attacks the results of management over three builds and writes its section of docs/evaluation.md.
import {createHmac} from "node:crypto";
import {existsSync} from "node:fs";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {protectResults} from "../../src/small-cells/publish.ts";
import {attackBuilds} from "../support/attack.ts";
import {ressac} from "../support/command.ts";
import {type Loss, withCellsSection} from "./cells-report.ts";

const {values} = parseArgs({
  options: {
    orders: {type: "string", default: "4000"},
    large: {type: "string", default: "40000"},
    days: {type: "string", default: "2026-04-30,2026-05-31,2026-06-30"},
    // A folder to work in, which is kept; what is in it already is not made again.
    work: {type: "string"},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "evaluation.md")}
  }
});

const work = values.work ?? (await mkdtemp(join(tmpdir(), "ressac-cells-")));
const days = values.days.split(",");
const [orders, large] = [Number(values.orders), Number(values.large)];

/** The database of a sample as of a day. */
async function build(size: number, day: string): Promise<string> {
  const exports = join(work, `exports-${size}`);
  const out = join(work, `${size}-${day}`);
  const database = join(out, "warehouse", "current", "ressac.duckdb");
  if (existsSync(database)) return database;
  if (!existsSync(exports)) await command("sample", "--orders", String(size), "--out", exports);
  await command("run", "--exports", exports, "--as-of", day, "--out", out);
  return database;
}

async function command(...args: string[]): Promise<void> {
  const {exitCode, stderr} = await ressac(...args);
  if (exitCode !== 0) throw new Error(stderr);
}

async function lossOf(size: number, database: string): Promise<Loss> {
  const hash = (text: string): string =>
    createHmac("sha256", "evaluation").update(text).digest("hex").slice(0, 16);
  const {accounts, told} = await protectResults({database, hash, store: {}});
  return {orders: size, accounts, told};
}

const databases: string[] = [];
for (const day of days) databases.push(await build(orders, day));
const attacks = await attackBuilds(databases, ["protected", "left_out", "forgotten"]);
const last = days.at(-1) as string;
const losses = [
  await lossOf(orders, databases.at(-1) as string),
  await lossOf(large, await build(large, last))
];
const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
const today = new Date().toISOString().slice(0, 10);
await writeFile(values.page, await withCellsSection(page, {days, orders, attacks, losses}, today));
for (const {result, way, secrets, recovered} of attacks)
  process.stdout.write(`${result}, ${way}: ${recovered.length} recovered, ${secrets} small sums\n`);
if (values.work === undefined) await rm(work, {recursive: true, force: true});
process.exitCode = attacks.some(({way, recovered}) => way === "protected" && recovered.length > 0) ? 1 : 0;
