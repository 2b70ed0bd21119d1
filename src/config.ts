import {existsSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {z} from "zod";
import {isLocal} from "./attached.ts";
import {RessacError} from "./errors.ts";
import {limitMemory} from "./memory.ts";

/** The folder that the package is installed in. */
export const PACKAGE_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const FILE_NAME = "ressac.config.ts";

const Config = z.strictObject({
  /** Shown on the pages. */
  company: z.string().min(1).default("Exemple"),
  /** ISO 4217 code of all amounts. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "use a three-letter code such as EUR")
    .default("EUR"),
  /** Language of the site. */
  language: z.enum(["fr", "en"]).default("fr"),
  /** Where the company's days begin and end (IANA name). */
  timeZone: z.string().default("Europe/Paris"),
  /** Folder with the exports. */
  exports: z.string().default("data/exports"),
  /** Folder with the tables that people edit; those that ship with the product when not given. */
  lookups: z.string().optional(),
  /** Folder with the builds; or where else their databases are, as DuckDB attaches it (`md:ressac`, a file on a share). */
  warehouse: z
    .union([
      z.string(),
      z.strictObject({attach: z.string().min(1), folder: z.string().default("data/warehouse")})
    ])
    .default("data/warehouse"),
  /** File that each run writes its metrics into, as Prometheus reads them; `ressac.prom` beside the builds when not given. */
  metrics: z.string().endsWith(".prom", "collectors take only files that end with .prom").optional(),
  /** Folder that the site is built into. */
  site: z.string().default("dist"),
  /** Further folders of contracts and mappings, laid out as `pipeline/sources`. */
  sources: z.array(z.string()).default([]),
  /** Further folders of checks, laid out as `pipeline/checks`. */
  checks: z.array(z.string()).default([]),
  /** File with the key under which addresses are hashed; made on first use. RESSAC_KEY goes before it. */
  keyFile: z.string().default("data/ressac.key"),
  /** File that holds who was forgotten, as keyed hashes; written by `ressac forget`, and to be kept as long as the key. */
  forgotten: z.string().default("data/forgotten.jsonl"),
  /** How long what is kept. */
  keep: z
    .strictObject({
      /** Published builds beside the current one. */
      builds: z.int().nonnegative().default(2),
      /** Days that the cleaned rows of an export stay when no build uses them any more: its file may come back. */
      cleanedDays: z.int().nonnegative().default(7),
      /** Days that a build that failed stays for inspection, counted when the next one succeeds. */
      failedDays: z.int().nonnegative().default(30),
      /** Days that the log of who looked at what goes back. */
      accessDays: z.int().positive().default(365)
    })
    .prefault({}),
  /** Threads that the database may use; all of the machine's when not given. */
  threads: z.int().positive().optional(),
  /**
   * Memory that the database may use, such as `4GB`; 80 % of the machine's when not given. What does not fit is written
   * into the folder of the build. The process as a whole takes more: its own program, and results on their way to files.
   */
  memory: z
    .string()
    .regex(/^\d+(\.\d+)? ?[MG]i?B$/, "use a number with MB or GB, such as 4GB")
    .optional()
});

/** Settings of a company, every path absolute. */
export type Config = Omit<z.infer<typeof Config>, "lookups" | "warehouse" | "metrics"> & {
  lookups: string;
  metrics: string;
  /** Folder with the builds: what is published, and their records. */
  warehouse: string;
  /** Where their databases are, when they are not in it. */
  attach?: string | undefined;
};

/** What the command line can override. */
export interface Overrides {
  config?: string | undefined;
  exports?: string | undefined;
  out?: string | undefined;
}

/**
 * Declares the settings of a company in `ressac.config.ts`; all are optional, paths are relative to the file.
 */
export function defineConfig(config: z.input<typeof Config>): z.input<typeof Config> {
  return config;
}

/**
 * Reads the settings: the named file, else `ressac.config.ts` in the working folder, else defaults that serve
 * the sample. `--out DIR` puts all that is generated under DIR.
 * @throws RessacError (2) when the file is missing or a setting is wrong.
 */
export async function loadConfig({config: named, exports, out}: Overrides): Promise<Config> {
  const path = resolve(named ?? FILE_NAME);
  if (named !== undefined && !existsSync(path)) {
    throw new RessacError(`${path}: no such file; name your settings with --config`);
  }
  const given = existsSync(path) ? await importDefault(path) : {};
  const parsed = Config.safeParse(given);
  if (!parsed.success) throw new RessacError(`${path}: ${z.prettifyError(parsed.error)}`);
  const base = dirname(path);
  const settings = parsed.data;
  limitMemory(settings.memory);
  const place = warehouseOf(base, settings.warehouse);
  const warehouse = out === undefined ? place.warehouse : resolve(out, "warehouse");
  return {
    ...settings,
    exports: exports === undefined ? resolve(base, settings.exports) : resolve(exports),
    lookups: settings.lookups === undefined ? SHIPPED.lookups : resolve(base, settings.lookups),
    ...place,
    warehouse,
    // Of a run with --out nobody is to hear who watches the other one.
    metrics:
      settings.metrics === undefined || out !== undefined
        ? join(warehouse, "ressac.prom")
        : resolve(base, settings.metrics),
    site: out === undefined ? resolve(base, settings.site) : resolve(out, "site"),
    keyFile: resolve(base, settings.keyFile),
    forgotten: resolve(base, settings.forgotten),
    sources: settings.sources.map((folder) => resolve(base, folder)),
    checks: settings.checks.map((folder) => resolve(base, folder))
  };
}

/** The folder of the builds, and where their databases are attached; a path is relative to the settings. */
function warehouseOf(
  base: string,
  warehouse: z.infer<typeof Config>["warehouse"]
): Pick<Config, "warehouse" | "attach"> {
  if (typeof warehouse === "string") return {warehouse: resolve(base, warehouse)};
  const {attach, folder} = warehouse;
  return {warehouse: resolve(base, folder), attach: isLocal(attach) ? resolve(base, attach) : attach};
}

/** The default export of a module, whether its folder is an ES module package or not. */
export async function importDefault(path: string): Promise<unknown> {
  const {default: exported} = (await import(pathToFileURL(path).href)) as {default?: unknown};
  const isWrapped = typeof exported === "object" && exported !== null && "default" in exported;
  return isWrapped ? exported.default : exported;
}

/** The parts of the product that ship with it, in the package. */
export const SHIPPED = {
  pipeline: join(PACKAGE_ROOT, "pipeline"),
  sources: join(PACKAGE_ROOT, "pipeline", "sources"),
  lookups: join(PACKAGE_ROOT, "data", "lookups"),
  reports: join(PACKAGE_ROOT, "reports"),
  sample: join(PACKAGE_ROOT, "data", "sample")
};
