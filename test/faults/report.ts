import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {machine, table, withSection} from "../bench/report.ts";
import type {CampaignReport} from "../kills/campaign.ts";
import {STEPS, type StepsReport} from "../kills/steps.ts";
import type {Finding} from "./scenario.ts";

const PAGE = join(PACKAGE_ROOT, "docs", "reliability.md");

const HEAD = `# Reliability

What was done to the product, how often, what came of it, and what the user sees. Each section is written by the command
that it names; \`npm test\` runs a bounded part of each. Exports that change while they are read, and clocks that are set
back, are tests of their own (\`test/src/ingest/changes.test.ts\`, \`test/src/warehouse.test.ts\`).
`;

/** A section of the page. */
export interface Section {
  title: string;
  /** What was done and what has to come of it. */
  method: string;
  /** How the section is made again. */
  command: string;
  body: string;
}

/** Puts a section into \`docs/reliability.md\`, in place of the one it has. */
export async function writeSection({title, method, command, body}: Section): Promise<void> {
  const page = await readFile(PAGE, "utf8").catch(() => HEAD);
  const {version} = JSON.parse(await readFile(join(PACKAGE_ROOT, "package.json"), "utf8")) as {
    version: string;
  };
  const date = new Date().toISOString().slice(0, 10);
  const made = `\`${command}\`, ${date}, Ressac ${version}, ${await machine()}.`;
  await writeFile(PAGE, await withSection(page, [`## ${title}`, method, made, body].join("\n\n")));
}

/** Findings as a table, and what was not as it has to be below it. */
export function findingsTable(findings: readonly Finding[]): string {
  const rows = findings.map(({what, tries, problems, sees}) => [
    what,
    String(tries),
    String(tries - problems.length),
    sees === undefined ? "" : `\`${sees.replaceAll("|", "\\|")}\``
  ]);
  const problems = findings.flatMap((finding) => finding.problems.map((problem) => `- ${problem}`));
  return [table(["what", "tries", "as it has to be", "what the user sees"], rows), ...problems].join("\n\n");
}

/** What kills in each step came to. */
export function stepsTable({steps, ends, lost, size, problems}: StepsReport): string {
  const sum = (of: "kills" | "published" | "half"): number =>
    STEPS.reduce((total, step) => total + steps[step][of], 0);
  const rows = STEPS.map((step) => {
    const {kills, published, half} = steps[step];
    return [MEANINGS[step], String(kills), String(kills - published), String(published), String(half)];
  });
  const all = ["all", sum("kills"), sum("kills") - sum("published"), sum("published"), sum("half")].map(
    String
  );
  return [
    table(["killed in", "kills", "old build served", "new build served", "half-published"], [...rows, all]),
    `${ends} runs to the end on what kills have left: ${lost} lost. A run made ${size.models} of ${size.of} models.`,
    ...problems.map((problem) => `- ${problem}`)
  ].join("\n\n");
}

const MEANINGS: Record<(typeof STEPS)[number], string> = {
  ingest: "ingest",
  models: "models",
  checks: "checks",
  publish: "publish: results are written",
  close: "checkpoint, close, hashes, manifest",
  flip: "flip of `current`",
  clear: "clearing of old builds and cleaned exports"
};

/** What kills during ingest came to. */
export function ingestTable({moments, facts, mismatches, unreadable}: CampaignReport): string {
  const kills = moments.ingest + moments.later + moments.over;
  return [
    table(
      [
        "kills",
        "in ingest",
        "later",
        "too late",
        "facts compared",
        "other results than undisturbed",
        "published builds harmed"
      ],
      [
        [kills, moments.ingest, moments.later, moments.over, facts, mismatches.length, unreadable.length].map(
          String
        )
      ]
    ),
    ...[...mismatches, ...unreadable].map((problem) => `- ${problem}`)
  ].join("\n\n");
}
