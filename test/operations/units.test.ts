// The shipped units, timer, crontab and alerts: read by the real programs where the machine has them, and by rules of
// ours everywhere.
import {execFile} from "node:child_process";
import {existsSync} from "node:fs";
import {cp, readdir, readFile, writeFile} from "node:fs/promises";
import {delimiter, join} from "node:path";
import {describe, expect, it} from "vitest";
import {tempFolder} from "../support/temp.ts";

const UNITS = "examples/systemd";
const CRONTAB = "examples/cron/ressac";

/** Set where the lack of the programs is a failure. */
const isRequired = process.env.RESSAC_SYSTEMD === "required";

const find = (name: string): string | undefined =>
  [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/bin"]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

interface Printed {
  code: number;
  text: string;
}

const execute = (program: string, ...args: string[]): Promise<Printed> =>
  new Promise((resolve) => {
    execFile(program, args, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({code, text: `${stdout}${stderr}`});
    });
  });

interface Setting {
  section: string;
  name: string;
  value: string;
}

/** The settings of a unit. @throws Error with the line that is none. */
function settingsOf(text: string): Setting[] {
  let section = "";
  return text.split("\n").flatMap((line) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const head = /^\[(\w+)\]$/.exec(line)?.[1];
    if (head !== undefined) section = head;
    const [, name, value] = /^([A-Z]\w+)=(.*)$/.exec(line) ?? [];
    if (head === undefined && (name === undefined || section === "")) throw new Error(`no setting: ${line}`);
    return name === undefined ? [] : [{section, name, value: value ?? ""}];
  });
}

const settings = async (file: string): Promise<Setting[]> =>
  settingsOf(await readFile(join(UNITS, file), "utf8"));

const valuesOf = (all: readonly Setting[], wanted: string): string[] =>
  all.filter(({name}) => name === wanted).map(({value}) => value);

describe("the units of systemd", () => {
  it("are settings in sections, each of them once but for those that add up", async () => {
    for (const file of await readdir(UNITS)) {
      const names = (await settings(file)).map(({section, name}) => `${section}.${name}`);
      const repeated = names.filter((name, index) => names.indexOf(name) !== index);
      expect(repeated.filter((name) => name !== "Service.ExecStart")).toEqual([]);
    }
    expect(() => settingsOf("[Service]\nNice 10\n")).toThrow("no setting: Nice 10");
  });

  it("run, then build the sites, as a user of their own who writes to one folder", async () => {
    const service = await settings("ressac.service");
    expect(valuesOf(service, "ExecStart").map((line) => /ressac\.js (\w+)/.exec(line)?.[1])).toEqual([
      "run",
      "site"
    ]);
    const [folder = ""] = valuesOf(service, "ReadWritePaths");
    for (const line of valuesOf(service, "ExecStart"))
      for (const [, path = ""] of line.matchAll(/ --(?:config|to|out|exports) (\S+)/g))
        expect(path.startsWith(`${folder}/`)).toBe(true);
    expect(valuesOf(service, "User")).toEqual(["ressac"]);
    for (const [name, value] of Object.entries({
      ...{Type: "oneshot", ProtectSystem: "strict", NoNewPrivileges: "yes", PrivateTmp: "yes"},
      ...{OnFailure: "ressac-failed.service", TimeoutStartSec: "2h"}
    }))
      expect(valuesOf(service, name)).toEqual([value]);
    // Node compiles what it runs into memory that it then executes.
    expect(valuesOf(service, "MemoryDenyWriteExecute")).toEqual([]);
  });

  it("catch up when the machine was off", async () => {
    expect(valuesOf(await settings("ressac.timer"), "Persistent")).toEqual(["true"]);
  });

  it("hold no key", async () => {
    for (const file of await readdir(UNITS))
      expect(valuesOf(await settings(file), "Environment").join()).not.toContain("KEY");
  });
});

const analyze = find("systemd-analyze");

it.runIf(isRequired)("systemd is there, where it has to be", () => {
  expect(analyze).toBeDefined();
});

describe.skipIf(analyze === undefined)("systemd itself", () => {
  /** What it has to say about the units, once the programs that they start are there. */
  async function verify(change: (text: string) => string = (text) => text): Promise<Printed> {
    const folder = await tempFolder();
    await cp(UNITS, folder, {recursive: true});
    const service = join(folder, "ressac.service");
    const text = await readFile(service, "utf8");
    await writeFile(service, change(text.replaceAll("/usr/bin/node", process.execPath)));
    const files = (await readdir(folder)).map((file) => join(folder, file));
    return execute(analyze ?? "", "verify", ...files);
  }

  it("has nothing to say against them", async () => {
    expect(await verify()).toEqual({code: 0, text: ""});
  });

  it("would say so: a name that there is none of, a program that is not there", async () => {
    expect((await verify((text) => text.replace("NoNewPrivileges", "NoNewPrivilege"))).text).toContain(
      "NoNewPrivilege"
    );
    expect(
      (await verify((text) => text.replaceAll(process.execPath, "/usr/bin/no-such-node"))).text
    ).toContain("no-such-node");
  });

  it("reads the time of the timer as a morning of the company's", async () => {
    const [time = ""] = valuesOf(await settings("ressac.timer"), "OnCalendar");
    const {code, text} = await execute(
      analyze ?? "",
      "calendar",
      "--base-time=2026-07-01 00:00:00 UTC",
      time
    );
    expect(text).toContain("2026-07-01 03:30:00 UTC");
    expect(code).toBe(0);
  });
});

const SCHEDULE =
  /^(?:\*|[0-9,\-*/]+) (?:\*|[0-9,\-*/]+) (?:\*|[0-9,\-*/]+) (?:\*|[0-9,\-*/]+) (?:\*|[0-9,\-*/]+) /;

/** What cron would not take, a line each. */
function problemsOf(crontab: string): string[] {
  const lines = crontab.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const wrong = lines.flatMap((line) => {
    if (/^[A-Z_]+=/.test(line)) return [];
    if (!SCHEDULE.test(line)) return [`no schedule: ${line}`];
    const [user = "", ...command] = line.split(" ").slice(5);
    if (!/^[a-z][a-z0-9_-]*$/.test(user)) return [`no user: ${user}`];
    // Cron ends the command at a per cent sign.
    return /(?<!\\)%/.test(command.join(" ")) ? [`a per cent sign: ${line}`] : [];
  });
  // Without it, cron leaves the last line out.
  return crontab.endsWith("\n") ? wrong : [...wrong, "the last line does not end"];
}

const commandOf = (crontab: string): string =>
  crontab
    .split("\n")
    .filter((line) => SCHEDULE.test(line))
    .map((line) => line.split(" ").slice(6).join(" "))
    .join("\n");

describe("the crontab", () => {
  it("is one, as cron reads those of /etc/cron.d", async () => {
    expect(problemsOf(await readFile(CRONTAB, "utf8"))).toEqual([]);
    expect(problemsOf("30 5 * * ressac true\n")).toEqual(["no schedule: 30 5 * * ressac true"]);
    expect(problemsOf("30 5 * * * /bin/true\n")).toEqual(["no user: /bin/true"]);
    expect(problemsOf("30 5 * * * ressac date +%F\n")).toHaveLength(1);
    expect(problemsOf("30 5 * * * ressac true")).toEqual(["the last line does not end"]);
  });

  it("has a command that the shell understands", async () => {
    const command = commandOf(await readFile(CRONTAB, "utf8"));
    expect(await execute("/bin/sh", "-n", "-c", command)).toEqual({code: 0, text: ""});
    expect((await execute("/bin/sh", "-n", "-c", `${command} &&`)).code).not.toBe(0);
  });

  it("says something only when it has failed", async () => {
    const text = await readFile(CRONTAB, "utf8");
    expect(text).toMatch(/^MAILTO=\S+$/m);
    for (const isFailing of [false, true]) {
      const folder = await tempFolder();
      const command = commandOf(text)
        .replaceAll("/srv/ressac", folder)
        .replaceAll("/etc/ressac/keys", join(folder, "keys"))
        .replaceAll("node /opt/ressac/src/ressac.js", isFailing ? "false" : "echo $RESSAC_KEY");
      await writeFile(join(folder, "keys"), "RESSAC_KEY=of-the-company\n");
      await execute("/bin/mkdir", join(folder, "log"));
      const {code, text: mail} = await execute("/bin/sh", "-c", command);
      expect(code).toBe(0);
      expect(mail.includes("ressac has failed")).toBe(isFailing);
      if (!isFailing) expect(mail).toBe("");
      const log = await readFile(join(folder, "log", "ressac.log"), "utf8");
      expect(log.startsWith("of-the-company run")).toBe(!isFailing);
    }
  });
});

describe("the alerts", () => {
  it("are three, each with an expression whose parentheses close, and words", async () => {
    const text = await readFile("examples/prometheus/ressac.rules.yml", "utf8");
    const alerts = text.split("- alert: ").slice(1);
    expect(alerts).toHaveLength(3);
    for (const alert of alerts) {
      const expression = /^\s+expr: (.+)$/m.exec(alert)?.[1] ?? "";
      expect(expression).toContain("ressac_");
      for (const [open, close] of ["()", "{}", "[]"])
        expect(expression.split(open ?? "").length).toBe(expression.split(close ?? "").length);
      expect(alert).toMatch(/severity: (warning|critical)/);
      expect(alert).toMatch(/summary: "[^"]+"/);
    }
  });

  const promtool = find("promtool");

  it.skipIf(promtool === undefined)(
    "fire when they should, as Prometheus itself sees it, and not before",
    async () => {
      const {code, text} = await execute(promtool ?? "", "test", "rules", "test/operations/alerts.yml");
      expect(text).toContain("SUCCESS");
      expect(code).toBe(0);
    }
  );

  it("name sources that there are", async () => {
    const text = await readFile("examples/prometheus/ressac.rules.yml", "utf8");
    const contracts = await readdir("pipeline/sources");
    const names = [...text.matchAll(/source=~"([^"]+)"/g)].flatMap(([, either = ""]) => either.split("|"));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(contracts).toContain(`${name}.ts`);
  });
});
