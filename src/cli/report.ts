// The command that writes a month on paper.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import type {Command} from "commander";
import {audienceSources} from "../audiences/site.ts";
import {type Config, loadConfig} from "../config.ts";
import {RessacError} from "../errors.ts";
import {publishedManifest} from "../manifest.ts";
import type {Progress} from "../progress.ts";
import {lastDayOf, readMonth, writeReport} from "../report.ts";
import {run} from "../run.ts";
import {shortPath} from "./arguments.ts";
import {siteSources} from "./site-sources.ts";

interface ReportCommand {
  month: string;
  out?: string;
  language?: string;
  config?: string;
  from?: string;
  exports?: string;
  audience?: string;
}

/** Adds it to a program. */
export function addReport(program: Command, progress: Progress): void {
  program
    .command("report")
    .description("write the pages of a month as one PDF, as of its last day")
    .requiredOption("--month <month>", "the month (yyyy-mm)")
    .option("--out <file>", "the file (default: ressac-<month>.pdf)")
    .option("--language <language>", "fr or en (default: that of the settings)")
    .option("--audience <name>", "only what this audience may see (default: all that is published)")
    .option("--config <file>", "settings (default: ressac.config.ts, if there is one)")
    .option("--from <folder>", "the folder that ressac run was given with --out")
    .option("--exports <folder>", "folder of your exports, for a month that is not the published one")
    .action((options: ReportCommand) => reportCommand(options, progress));
}

async function reportCommand(options: ReportCommand, progress: Progress): Promise<void> {
  const month = readMonth(options.month);
  const config = await loadConfig({config: options.config, out: options.from, exports: options.exports});
  const language = toLanguage(options.language ?? config.language);
  const file = resolve(options.out ?? `ressac-${options.month}.pdf`);
  const day = lastDayOf(month).toString();
  const scratch = await mkdtemp(join(tmpdir(), "ressac-month-"));
  try {
    const build = await buildOf(day, {...config, language}, {scratch, progress});
    const {audience} = options;
    const site = audience === undefined ? await siteSources(build) : await audienceSources(build, audience);
    const pages = await writeReport({month, site, config, file, progress});
    process.stdout.write(`${shortPath(file)}: ${pages} pages of the site as of ${day}\n`);
  } finally {
    await rm(scratch, {recursive: true, force: true});
  }
}

function toLanguage(text: string): Config["language"] {
  if (text === "fr" || text === "en") return text;
  throw new RessacError(`${text}: no such language; choose fr or en`);
}

/**
 * The published build when it was made as of that day; else one of its own, aside, so that what is published stays.
 * @throws RessacError (2) when the exports do not reach that day.
 */
async function buildOf(
  day: string,
  config: Config,
  {scratch, progress}: {scratch: string; progress: Progress}
): Promise<Config> {
  const published = await publishedManifest(config.warehouse, "hashes");
  if (published === undefined) throw new RessacError("nothing is published yet; use ressac run first");
  if (published.as_of === day) return config;
  if (published.as_of < day) {
    throw new RessacError(
      `${day}: the exports end on ${published.as_of}; choose a month that has ended, or run newer exports`
    );
  }
  progress.note(`as of ${day}: what was known then, from the exports`);
  const aside = {
    ...config,
    warehouse: join(scratch, "warehouse"),
    metrics: join(scratch, "ressac.prom")
  };
  await run({config: aside, asOf: day, progress});
  return aside;
}
