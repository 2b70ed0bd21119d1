import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {type Config, SHIPPED} from "./config.ts";
import {formatTable} from "./table-text.ts";
import {openScratch, type Scratch} from "./scratch.ts";
import {databaseOf, publishedBuild} from "./warehouse.ts";

/** One line of the table: how an answer is told, and how often it is there, in truth and for show. */
export interface PlaceboRate {
  method: string;
  units: number;
  decoys: number;
  observed_rate: number;
  background_rate: number;
  corrected_rate: number;
  false_share: number;
}

/** What the placebo of a pipeline offers to the engine. */
interface PlaceboModule {
  PLACEBO_TARGETS: readonly string[];
  measurePlacebo: (scratch: Scratch) => Promise<PlaceboRate[]>;
}

/** Measures the placebo of the published build, on a scratch beside it. */
export async function runPlacebo(config: Config): Promise<PlaceboRate[]> {
  const path = join(SHIPPED.pipeline, "placebo", "index.ts");
  const {PLACEBO_TARGETS, measurePlacebo} = (await import(pathToFileURL(path).href)) as PlaceboModule;
  const database = databaseOf(await publishedBuild(config.warehouse));
  const scratch = await openScratch(config, {database, targets: PLACEBO_TARGETS});
  try {
    return await measurePlacebo(scratch);
  } finally {
    scratch.close();
  }
}

/** The table as text; a rate over too few is left out. */
export function formatPlacebo(rows: readonly PlaceboRate[], fewest: number): string {
  const head = ["", "cancelled", "answered", "decoys", "placebo", "corrected", "false among answers"];
  const lines = rows.map((row) => {
    const show = (rate: number): string =>
      row.units < fewest || row.decoys < fewest || !Number.isFinite(rate)
        ? "–"
        : `${(100 * rate).toFixed(1)} %`;
    const {method, units, decoys, observed_rate, background_rate, corrected_rate, false_share} = row;
    const rates = [show(background_rate), show(corrected_rate), show(false_share)];
    return [method, `${units}`, show(observed_rate), `${decoys}`, ...rates];
  });
  return formatTable([head, ...lines]);
}
