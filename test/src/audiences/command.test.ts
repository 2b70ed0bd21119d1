import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {ressac} from "../../support/command.ts";
import {tempFolder} from "../../support/temp.ts";

describe("ressac site", () => {
  it("refuses an audience that is none, and names those there are", async () => {
    const {exitCode, stderr} = await ressac("site", "--audience", "boss", "--out", await tempFolder());
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^boss: no audience of .*audiences\.json; choose one of management, retention, finance, or all$/m
    );
  });

  it("puts no site into another: neither an audience's into the whole, nor the whole over an audience's", async () => {
    const folder = await tempFolder();
    const site = join(folder, "site");
    await mkdir(join(site, "finance"), {recursive: true});
    await writeFile(join(site, "finance", "index.html"), "");
    const whole = await ressac("site", "--out", folder);
    expect(whole.stderr).toContain(
      `${site}: holds the site of finance, beside which all that is published may not lie`
    );
    await writeFile(join(site, "index.html"), "");
    const own = await ressac("site", "--audience", "all", "--out", folder);
    expect(own.stderr).toContain(
      `${site}: holds a site with all that is published, beside which no audience's may lie; remove it, or name another folder with --to`
    );
    expect([whole.exitCode, own.exitCode]).toEqual([2, 2]);
  });
});
