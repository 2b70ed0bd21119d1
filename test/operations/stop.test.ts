// A run that is told to end, and one that is killed: what stays, what goes, what is told.
import {spawn} from "node:child_process";
import {existsSync} from "node:fs";
import {mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile} from "node:fs/promises";
import {constants, tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {beforeAll, describe, expect, it} from "vitest";
import {PACKAGE_ROOT} from "../../src/config.ts";
import type {LogLine} from "../../src/log.ts";
import {ressac} from "../support/command.ts";
import {copyPublished, type Published} from "../support/published.ts";
import {tempFolder} from "../support/temp.ts";

interface Ended {
  signal: NodeJS.Signals | null;
  lines: LogLine[];
}

/** Starts a run and sends it a signal as soon as its log says that a step was started. */
async function stopRun({exports, out}: Published, step: string, signal: NodeJS.Signals): Promise<Ended> {
  const command = [join(PACKAGE_ROOT, "src", "ressac.js"), "run", "--exports", exports, "--out", out];
  const child = spawn(process.execPath, [...command, "--log", "json"], {cwd: PACKAGE_ROOT});
  let stderr = "";
  let isSent = false;
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    if (isSent || !stderr.includes(`"event":"part_done"`) || !stderr.includes(`"step":"${step}"`)) return;
    isSent = true;
    child.kill(signal);
  });
  const ended = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once("error", reject).once("close", (_, by) => resolve(by));
  });
  const lines = stderr.split("\n").filter((line) => line.startsWith("{"));
  return {signal: ended, lines: lines.map((line) => JSON.parse(line) as LogLine)};
}

const metricOf = async (out: string, name: string): Promise<string | undefined> =>
  new RegExp(`^${name} (\\S+)$`, "m").exec(
    await readFile(join(out, "warehouse", "ressac.prom"), "utf8")
  )?.[1];

describe.each(["SIGTERM", "SIGINT"] as const)("a run that is ended by %s", (signal) => {
  let published: Published;
  let before: string[];
  let link: string;
  let lastSuccess: string | undefined;
  let ended: Ended;

  beforeAll(async () => {
    published = await copyPublished(await mkdtemp(join(tmpdir(), "ressac-")));
    const warehouse = join(published.out, "warehouse");
    before = await readdir(warehouse);
    link = await readlink(join(warehouse, "current"));
    lastSuccess = await metricOf(published.out, "ressac_last_success_timestamp_seconds");
    ended = await stopRun(published, "models", signal);
    return () => rm(published.out, {recursive: true, force: true});
  });

  it("ends by it, as systemd and shells expect, and says so", () => {
    expect(ended.signal).toBe(signal);
    expect(ended.lines.at(-1)).toMatchObject({
      ...{level: "notice", event: "note"},
      message: `stopped by ${signal}; the published build is untouched`
    });
  });

  it("leaves what is published as it was, and nothing of its own", async () => {
    const warehouse = join(published.out, "warehouse");
    expect(await readdir(warehouse)).toEqual(before);
    expect(await readlink(join(warehouse, "current"))).toBe(link);
  });

  it("says in the metrics by what, and when the last one has published", async () => {
    const of = (name: string): Promise<string | undefined> => metricOf(published.out, name);
    expect(await of("ressac_run_success")).toBe("0");
    expect(await of("ressac_run_exit_code")).toBe(String(128 + constants.signals[signal]));
    expect(lastSuccess).toMatch(/^\d+(\.\d+)?$/);
    expect(await of("ressac_last_success_timestamp_seconds")).toBe(lastSuccess);
  });
});

it(
  "a run that is killed leaves half a build, which is told from one under way at once, and removed",
  {timeout: 180_000},
  async () => {
    const published = await copyPublished(await tempFolder());
    const warehouse = join(published.out, "warehouse");
    const before = await readdir(warehouse);
    const {signal, lines} = await stopRun(published, "models", "SIGKILL");
    expect(signal).toBe("SIGKILL");
    const build = lines.at(-1)?.build ?? "";
    expect(existsSync(join(warehouse, build))).toBe(true);
    const dry = await ressac("gc", "--out", published.out, "--dry-run");
    expect(dry.stdout).toContain(`${build}: half build, `);
    await ressac("gc", "--out", published.out);
    expect(await readdir(warehouse)).toEqual(before);
  }
);

it(
  "a site under way that is ended leaves the one before, and nothing beside it",
  {timeout: 180_000},
  async () => {
    const {out} = await copyPublished(await tempFolder());
    await mkdir(join(out, "site"));
    await writeFile(join(out, "site", "index.html"), "of yesterday");
    const command = [join(PACKAGE_ROOT, "src", "ressac.js"), "site", "--out", out];
    const child = spawn(process.execPath, command, {cwd: PACKAGE_ROOT, stdio: "ignore"});
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      child.once("close", (_, by) => resolve(by))
    );
    const building = join(out, `site.building-${child.pid}`);
    while (!existsSync(building) && child.exitCode === null) await pause(50);
    child.kill("SIGTERM");
    expect(await ended).toBe("SIGTERM");
    expect((await readdir(out)).sort()).toEqual(["site", "warehouse"]);
    expect(await readdir(join(out, "site"))).toEqual(["index.html"]);
  }
);
