// The command that removes what no published figure needs.
import type {Command} from "commander";
import {loadConfig, type Overrides} from "../config.ts";
import {type Finding, findGarbage, formatBytes, removeGarbage} from "../garbage.ts";
import {shortPath, toWhole} from "./arguments.ts";

interface GcCommand extends Overrides {
  keep?: number;
  now?: true;
  dryRun?: true;
}

/** Adds it, made by `command` with the options that all commands have. */
export function addGc(command: (usage: string, description: string) => Command): void {
  command("gc", "remove old and half builds, and cleaned exports that no build left uses")
    .option(
      "--keep <number>",
      "builds beside the published one (default: keep.builds of the settings)",
      toWhole
    )
    .option("--now", "also what the settings keep for some days: the build that failed, cleaned exports")
    .option("--dry-run", "tell what would be removed, and remove nothing")
    .action(gcCommand);
}

async function gcCommand({keep: builds, now, dryRun, ...overrides}: GcCommand): Promise<void> {
  const config = await loadConfig(overrides);
  const days = now === true ? {cleanedDays: 0, failedDays: 0} : config.keep;
  const finding = await findGarbage(config, {...days, builds: builds ?? config.keep.builds});
  if (dryRun !== true) await removeGarbage(finding.garbage);
  process.stdout.write(`${formatFinding(finding, dryRun === true)}\n`);
}

function formatFinding({garbage, underWay, unreadable}: Finding, isDry: boolean): string {
  const bytes = garbage.reduce((sum, item) => sum + item.bytes, 0);
  return [
    ...underWay.map(
      ({id, pid}) => `${id}: under way${pid === undefined ? "" : ` (process ${pid})`}; left as it is`
    ),
    ...unreadable.map(
      (folder) =>
        `${shortPath(folder)}: its manifest cannot be read, so every cleaned export stays; remove this build, or run again`
    ),
    ...garbage.map((item) => `${shortPath(item.path)}: ${item.what}, ${formatBytes(item.bytes)}`),
    garbage.length === 0
      ? "nothing to remove"
      : `${isDry ? "would remove" : "removed"} ${garbage.length}, ${formatBytes(bytes)}`
  ].join("\n");
}
