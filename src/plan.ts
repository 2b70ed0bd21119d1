import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {type Config, SHIPPED} from "./config.ts";
import {openOverlay, type Scratch} from "./scratch.ts";
import {formatTable} from "./table-text.ts";
import {databaseOf, publishedBuild} from "./warehouse.ts";

/** An action on units of one kind, from a day on. */
export interface ActionPlan {
  motive: string;
  unit: string;
  values: readonly string[];
  from: string;
  icc?: number | undefined;
}

/** What a plan could show of one outcome; rates for 100 customers and a year. */
export interface PlanResult {
  outcome: "motive" | "churn";
  rate: number;
  before_months: number;
  exposed_customers: number;
  compared_customers: number;
  design_effect: number;
  months: {months: number; fall: number | null; is_plausible: boolean}[];
}

/** What the planning of a pipeline offers to the engine. */
interface PlanModule {
  PLAN_TABLE: string;
  PLAN_TARGETS: readonly string[];
  planAction: (scratch: Scratch, plan: ActionPlan) => Promise<PlanResult[]>;
}

/** What a planned action could show, on the published build. @throws RessacError (2) when the plan names what is not in it. */
export async function runPlan(config: Config, plan: ActionPlan): Promise<PlanResult[]> {
  const path = join(SHIPPED.pipeline, "plan", "index.ts");
  const {PLAN_TABLE, PLAN_TARGETS, planAction} = (await import(pathToFileURL(path).href)) as PlanModule;
  const database = databaseOf(await publishedBuild(config.warehouse));
  const overlay = await openOverlay(config, {database, table: PLAN_TABLE, targets: PLAN_TARGETS});
  try {
    return await planAction(overlay, plan);
  } finally {
    overlay.close();
  }
}

/** The months after which a verdict is told in a sentence. */
const TOLD_MONTHS = 12;

/** A plan as text: a verdict first, then the least falls by months. Customers of fewer than `fewest` are not counted out. */
export function formatPlan(results: readonly PlanResult[], plan: ActionPlan, fewest: number): string {
  const [first] = results;
  if (first === undefined) return "";
  const {exposed_customers: exposed, compared_customers: compared, before_months: before} = first;
  const counted = exposed < fewest ? `fewer than ${fewest}` : String(exposed);
  return [
    verdict(first),
    "",
    formatTable([
      ["least drop that would be seen", ...first.months.map(({months}) => `${months} months`)],
      ...results.map(({outcome, rate, months}) => [
        `${outcome === "motive" ? plan.motive : "customers lost"} (${rate.toFixed(1)})`,
        ...months.map(({fall, is_plausible}) =>
          fall === null ? "none" : `${fall.toFixed(1)}${is_plausible ? "" : " !"}`
        )
      ])
    ]),
    "",
    `for 100 customers a year; ${counted} customers exposed, ${compared} compared, ${before} months before`,
    `design effect ${first.design_effect.toFixed(2)} (how much more it takes as units scatter); ! a drop that nobody would believe`
  ].join("\n");
}

function verdict({rate, months}: PlanResult): string {
  const told = months.find((row) => row.months === TOLD_MONTHS);
  if (told?.fall == null)
    return "not measurable with this volume: not even the end of all cases would be seen";
  const share = Math.round((100 * told.fall) / rate);
  return told.is_plausible
    ? `after ${TOLD_MONTHS} months a drop of ${told.fall.toFixed(1)} points (${share} %) or more would be seen`
    : `not measurable with this volume: a drop under ${told.fall.toFixed(1)} points (${share} %) cannot be seen in ${TOLD_MONTHS} months`;
}
