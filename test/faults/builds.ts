import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {sealBuild} from "../../src/manifest.ts";
import {type Build, publishBuild, startBuild} from "../../src/warehouse.ts";

/** Publishes a build of one value as a run does: a database, a published file, the manifest, then the link. */
export async function publishValue(warehouse: string, value: number): Promise<Build> {
  const build = await startBuild(warehouse, {threads: 1});
  await build.connection.run(`create table t as select ${value} as value`);
  await build.connection.run("checkpoint");
  await mkdir(join(build.folder, "published"));
  await writeFile(join(build.folder, "published", "t.arrow"), `value ${value}\n`);
  build.close();
  await sealBuild(build.folder, {
    build: build.id,
    as_of: "2026-06-30",
    files: [],
    repeated: [],
    unrecognised: [],
    parameters: {},
    checks: [],
    published: [],
    durations_ms: {}
  });
  await publishBuild(warehouse, build);
  return build;
}
