import {cp, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {COMPRESSED} from "../../src/compress.ts";
import {POLICIES, withPolicy, writePolicies} from "../../src/policy.ts";
import {buildSite, serveSite, type Running} from "../../src/site.ts";
import {tableBytes, writeFixture} from "../reports/arrow-files.ts";
import {makeFixture, type Fixture} from "../reports/fixture.ts";
import {GUIDE} from "../reports/guide.ts";

/** The pages, built once; their data can be exchanged, for it lies beside them. */
export interface HostileSites {
  /** As it is built, and stripped of all that protects it. */
  guarded: Running;
  bare: Running;
  /** Puts other data behind the same pages. */
  publish: (fixture: Fixture) => Promise<void>;
  close: () => Promise<void>;
}

const BLANK = '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>blank</title>\n<body>';

export async function makeSites(language: string): Promise<HostileSites> {
  const folder = await mkdtemp(join(tmpdir(), "ressac-hostile-"));
  const [guarded, bare] = [join(folder, "guarded"), join(folder, "bare")];
  await writeFixture(join(folder, "data"), makeFixture());
  await buildSite({
    reports: "reports",
    published: join(folder, "data"),
    root: join(folder, "work", "root"),
    language,
    packageRoot: ".",
    guide: GUIDE,
    output: guarded
  });
  await removeCompressed(guarded);
  // A page without anything in it, on which payloads are let loose.
  await writeFile(join(guarded, "blank.html"), withPolicy(BLANK, "blank.html"));
  await writePolicies(guarded);
  await cp(guarded, bare, {recursive: true});
  await strip(bare);
  const servers = [
    await serveSite({folder: guarded, port: 0}),
    await serveSite({folder: bare, port: 0})
  ] as const;
  return {
    guarded: servers[0],
    bare: servers[1],
    publish: async (fixture) => {
      await exchange([guarded, bare], fixture);
    },
    close: async () => {
      for (const server of servers) await server.close();
      await rm(folder, {recursive: true, force: true});
    }
  };
}

/** Takes the policies away: from the pages, and from what the server sends with them. */
async function strip(site: string): Promise<void> {
  const pages = (await readdir(site)).filter((name) => name.endsWith(".html"));
  for (const page of pages) {
    const text = await readFile(join(site, page), "utf8");
    const stripped = text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>\n/, "");
    if (stripped === text) throw new Error(`${page}: holds no policy`);
    await writeFile(join(site, page), stripped);
  }
  await writeFile(
    join(site, POLICIES),
    pages.map((page) => `/${page} "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:";\n`).join("")
  );
}

/** Takes away what is sent in place of files that change here. */
async function removeCompressed(site: string): Promise<void> {
  for (const file of await readdir(site, {recursive: true}))
    if (file.endsWith(COMPRESSED)) await rm(join(site, file));
}

async function exchange(sites: readonly string[], fixture: Fixture): Promise<void> {
  const folders = sites.map((site) => join(site, "_file", "data"));
  for (const file of await readdir(folders[0] ?? "")) {
    const name = file.replace(/\.[0-9a-f]+\.arrow$/, "") as keyof Fixture;
    if (!(name in fixture)) throw new Error(`${file}: no result of the fixture`);
    const bytes = tableBytes(name, fixture[name]);
    for (const folder of folders) await writeFile(join(folder, file), bytes);
  }
}
