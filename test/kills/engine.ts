import {cp, mkdir, symlink} from "node:fs/promises";
import {join, relative} from "node:path";
import {loadConfig, PACKAGE_ROOT, SHIPPED} from "../../src/config.ts";
import {type Model, upstream} from "../../src/models.ts";
import {readProject} from "../../src/project.ts";
import {openDatabase} from "../../src/warehouse.ts";

/** Results that are made from every kind of table: contracts, mappings, entities, staging, marts, lookups. */
const REPORTS = [
  "action_rules",
  "contact_breaches",
  "contact_days",
  "contact_scopes",
  "contact_targets",
  "files",
  "parameters_in_force"
].map((name) => `reports.${name}`);

/** Of how many models an engine is made, and how many there are in all. */
export interface EngineSize {
  models: number;
  of: number;
}

/**
 * Writes the product again with fewer models: those that some reports need, and the checks that read nothing else. The
 * code is the same, and so is each step; a run takes a third of the time.
 */
export async function writeEngine(folder: string): Promise<EngineSize> {
  const database = await openDatabase();
  const {models, reports, contracts} = await readProject(database.connection, await loadConfig({}));
  database.close();
  const all = [...models, ...reports];
  const kept = neededBy(REPORTS, all);
  const names = new Set(kept.map(({name}) => name));
  const given = /^(lookups|meta)\./;
  const checks = models.filter(
    ({kind, reads}) => kind === "check" && reads.every((name) => names.has(name) || given.test(name))
  );
  const read = new Set(kept.flatMap(({reads}) => reads));
  const sources = contracts.filter(({name}) => read.has(`sources.${name}`)).map(({name}) => `${name}.ts`);
  const files = [
    ...[...kept, ...checks].map(({path}) => relative(PACKAGE_ROOT, path)),
    ...sources.map((name) => relative(PACKAGE_ROOT, join(SHIPPED.sources, name))),
    ...WHOLE
  ];
  await mkdir(folder, {recursive: true});
  for (const file of files) await cp(join(PACKAGE_ROOT, file), join(folder, file), {recursive: true});
  await symlink(join(PACKAGE_ROOT, "node_modules"), join(folder, "node_modules"));
  return {models: kept.length + checks.length, of: all.length};
}

/** What is copied as it stands. */
const WHOLE = [
  "package.json",
  "tsconfig.json",
  "src",
  "pipeline/macros",
  "pipeline/sources/dialects",
  "data/lookups"
];

function neededBy(targets: readonly string[], models: readonly Model[]): Model[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const needed = new Set<Model>();
  const visit = (name: string): void => {
    const model = byName.get(name);
    if (model === undefined || needed.has(model)) return;
    needed.add(model);
    for (const read of upstream(model, models)) visit(read);
  };
  targets.forEach(visit);
  return [...needed];
}
