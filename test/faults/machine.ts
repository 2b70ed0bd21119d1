import {spawn} from "node:child_process";
import {chmod, chown, cp, mkdir, readlink, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {findDamage} from "../../src/seal.ts";
import {databaseOf} from "../../src/warehouse.ts";
import {fingerprint} from "../kills/fingerprint.ts";
import {type Bench, type Ended, type Finding, lastLine, publishedCopy, ressac, start} from "./scenario.ts";

/** Holds the published database open in another process, for writing and for reading. */
export async function holdDatabase(bench: Bench): Promise<Finding[]> {
  const out = await publishedCopy(bench, join(bench.folder, "held"));
  const warehouse = join(out, "warehouse");
  const path = databaseOf(join(warehouse, await readlink(join(warehouse, "current"))));
  const findings: Finding[] = [];
  for (const mode of ["READ_WRITE", "READ_ONLY"] as const) {
    const holder = await hold(path, mode);
    try {
      const asked = await ressac(bench, ["explain", "A1", "--out", out]);
      const words = `process ${holder.pid} `;
      const isRefused = asked.code === 3 && asked.stderr.includes(words);
      const isAsItHasToBe = mode === "READ_WRITE" ? isRefused : !asked.stderr.includes("open");
      findings.push({
        what: `a question while another process has the published database open, ${mode}`,
        tries: 1,
        problems: isAsItHasToBe ? [] : [`${String(asked.code)}: ${lastLine(asked.stderr)}`],
        ...(mode === "READ_WRITE" ? {sees: hide(bench, lastLine(asked.stderr))} : {})
      });
      if (mode === "READ_WRITE") {
        const run = await ressac(bench, ["run", "--exports", bench.exports, "--out", out]);
        findings.push({
          what: "a run meanwhile, which builds in a folder of its own",
          tries: 1,
          problems: await runProblems(bench, out, run)
        });
      }
    } finally {
      holder.release();
    }
  }
  return findings;
}

/** Starts a process that opens a database, and waits until it has. */
async function hold(
  path: string,
  mode: "READ_WRITE" | "READ_ONLY"
): Promise<{pid: number; release: () => void}> {
  const program = `import {DuckDBInstance} from "@duckdb/node-api";
    const held = await DuckDBInstance.create(${JSON.stringify(path)}, {access_mode: "${mode}"});
    process.stdout.write("held");
    setInterval(() => held, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {cwd: PACKAGE_ROOT});
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("exit", () => reject(new Error("the database could not be held")));
  });
  return {pid: child.pid ?? 0, release: () => void child.kill()};
}

/** A user who may not write where others may. */
const NOBODY = 65534;

/**
 * Takes rights away from who runs: the tests run as root, whom no mode keeps out, so that the commands are run as nobody.
 * Of exports and lookups reading is enough; everything else has to end with 3 and name the place.
 */
export async function takeRights(bench: Bench): Promise<Finding[]> {
  if (process.getuid?.() !== 0)
    return [
      {
        what: "folders without rights",
        tries: 0,
        problems: [],
        sees: "not tried: only root can run as somebody else"
      }
    ];
  const prefix = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"];
  await openUp(bench.folder);
  const trial = async (
    name: string,
    before: (place: {out: string; config: string}) => Promise<void>
  ): Promise<Ended & {out: string}> => {
    const out = await publishedCopy(bench, join(bench.folder, name));
    const config = join(bench.folder, `${name}.config.ts`);
    const key = join(bench.folder, `${name}.key`);
    await cp(join(bench.folder, "data", "ressac.key"), key);
    await writeFile(config, `export default {threads: 1, keyFile: "${name}.key"};\n`);
    await chmod(key, 0o600);
    await start("chown", ["-R", `${NOBODY}:${NOBODY}`, out, key]);
    await before({out, config});
    return {
      ...(await ressac({...bench, config}, ["run", "--exports", bench.exports, "--out", out], {
        prefix,
        env: {HOME: out, TMPDIR: out}
      })),
      out
    };
  };
  const findings: Finding[] = [];
  const readable = await trial("rights-exports", async () => {
    await start("chmod", ["-R", "a-w", bench.exports]);
  });
  findings.push({
    what: "exports and lookups that may only be read",
    tries: 1,
    problems: await runProblems(bench, readable.out, readable)
  });
  const cases: [string, string, (place: {out: string}) => Promise<void>][] = [
    [
      "a warehouse that may only be read",
      "rights-warehouse",
      async ({out}) => chown(join(out, "warehouse"), 0, 0)
    ],
    [
      "a key that may not be read",
      "rights-key",
      async () => {
        await chown(join(bench.folder, "rights-key.key"), 0, 0);
        await chmod(join(bench.folder, "rights-key.key"), 0o600);
      }
    ],
    [
      "exports that may not be read",
      "rights-none",
      async () => {
        await start("chmod", ["-R", "a-rw", bench.exports]);
        await chmod(bench.exports, 0o755);
      }
    ]
  ];
  for (const [what, name, before] of cases) {
    const ended = await trial(name, before);
    const damage = await findDamage(join(ended.out, "warehouse", "current"), "hashes");
    const said = lastLine(ended.stderr);
    const isSaid = ended.code === 3 && /: permission denied; check who owns the folder$/.test(said);
    findings.push({
      what,
      tries: 1,
      problems: isSaid && damage === undefined ? [] : [`${String(ended.code)}: ${said} ${damage ?? ""}`],
      sees: hide(bench, said)
    });
  }
  await start("chmod", ["-R", "u+rwX", bench.exports]);
  return findings;
}

/** Lets somebody else into the folders of the bench. */
async function openUp(folder: string): Promise<void> {
  await mkdir(join(folder, "data"), {recursive: true});
  await start("chmod", ["-R", "a+rX", folder]);
  await chmod(join(folder, "data", "ressac.key"), 0o600);
}

async function runProblems(bench: Bench, out: string, {code, stderr}: Ended): Promise<string[]> {
  if (code !== 0) return [`${String(code)}: ${lastLine(stderr)}`];
  const isSame = JSON.stringify(await fingerprint(out)) === JSON.stringify(bench.expected);
  return isSame ? [] : ["other results than undisturbed"];
}

function hide({folder}: Bench, text: string): string {
  return text.replaceAll(folder, "").replace(/\(\/[^)]*\)/, "(node)");
}
