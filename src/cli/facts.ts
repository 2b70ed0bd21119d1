import {resolve} from "node:path";
import type {Command} from "commander";
import {loadConfig, type Overrides} from "../config.ts";
import {writeFacts} from "../facts.ts";
import type {Progress} from "../progress.ts";
import {shortPath} from "./arguments.ts";

/** `ressac facts`: the facts of the published build for other engines. */
export function addFacts(command: (usage: string, about: string) => Command, progress: Progress): void {
  command("facts", "facts of the published build as Parquet by month, for any other engine")
    .requiredOption("--to <folder>", "folder to write them into; months that are the same are not touched")
    .action(async ({to, ...overrides}: Overrides & {to: string}) => {
      const folder = resolve(to);
      const {facts} = await writeFacts(await loadConfig(overrides), {folder, progress});
      const files = Object.values(facts).flatMap(({months}) => Object.keys(months)).length;
      process.stdout.write(`${Object.keys(facts).length} tables, ${files} files in ${shortPath(folder)}\n`);
    });
}
