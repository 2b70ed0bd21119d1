import type {GetManualChunk} from "rollup";

/** The package that draws charts, and what is only there for it. */
const CHARTS = "@observablehq/plot/src/index.js";

/** Pages that need a module before it is put with what pages have in common. */
const COMMON = 2;

type ModuleApi = Parameters<GetManualChunk>[1];

/**
 * Says which modules pages have in common: in `charts` what draws and what needs that, in `common` the rest, so that
 * a page without a chart loads none of it. What one page alone needs, or what is loaded on demand, is not named.
 */
export function planChunks(): GetManualChunk {
  let plan: Map<string, string> | undefined;
  return (id, api) => (plan ??= makePlan(api)).get(id);
}

function makePlan({getModuleIds, getModuleInfo}: ModuleApi): Map<string, string> {
  const ids = [...getModuleIds()];
  const importsOf = (id: string): readonly string[] => getModuleInfo(id)?.importedIds ?? [];
  const charts = reach(
    ids.filter((id) => id.endsWith(CHARTS)),
    importsOf
  );
  const pages = ids.filter((id) => getModuleInfo(id)?.isEntry === true);
  const uses = new Map<string, number>();
  for (const page of pages) {
    for (const id of reach([page], importsOf)) uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  const common = ids.filter((id) => (uses.get(id) ?? 0) >= COMMON || charts.has(id));
  const draws = (id: string): boolean => [...reach([id], importsOf)].some((needed) => charts.has(needed));
  return new Map(common.map((id) => [id, draws(id) ? "charts" : "common"]));
}

/** Modules that are needed by some, these included. */
function reach(from: readonly string[], importsOf: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    importsOf(id).forEach(visit);
  };
  from.forEach(visit);
  return found;
}
