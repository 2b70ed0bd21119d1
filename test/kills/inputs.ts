import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {writeSample} from "../../pipeline/sample/index.ts";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {ALL_KINDS} from "../bench/bad-rows.ts";
import {CONTRACTS, type Language} from "../bench/contracts.ts";
import {writeOrders} from "../bench/orders.ts";
import {type EngineSize, writeEngine} from "./engine.ts";

/** What the runs that are killed read, and what they are runs of. */
export interface Inputs {
  /** Root of a package with fewer models. */
  engine: string;
  size: EngineSize;
  /** Settings that know the large files too. */
  config: string;
  /** The invented company alone, and the same with two large files beside it. */
  small: string;
  large: string;
}

const LANGUAGES: Language[] = ["english", "french"];

/** Writes exports of which the ingest takes a while, but the models do not: no model reads the large files. */
export async function writeInputs(
  folder: string,
  {orders, rows}: {orders: number; rows: number}
): Promise<Inputs> {
  const engine = join(folder, "engine");
  const inputs = {
    engine,
    size: await writeEngine(engine),
    config: join(folder, "ressac.config.ts"),
    small: join(folder, "small"),
    large: join(folder, "large")
  };
  await writeSample({folder: inputs.small, orders, seed: 1});
  await writeSample({folder: inputs.large, orders, seed: 1});
  await mkdir(join(folder, "sources"));
  const contracts = pathToFileURL(join(PACKAGE_ROOT, "test", "bench", "contracts.ts")).href;
  for (const language of LANGUAGES) {
    const path = join(inputs.large, `orders-${language}.csv`);
    await writeOrders(path, {language, rows, badEvery: 1000, kinds: ALL_KINDS});
    await writeFile(
      join(folder, "sources", `${CONTRACTS[language].name}.ts`),
      `import {CONTRACTS} from ${JSON.stringify(contracts)};\n\nexport default CONTRACTS.${language};\n`
    );
  }
  await writeFile(inputs.config, `export default {sources: ["sources"], threads: 2};\n`);
  return inputs;
}
