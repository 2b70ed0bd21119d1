// Writes every SQL file in the house form (`npm run format`), or lists those that are not in it (`--check`).
import {readFile, writeFile} from "node:fs/promises";
import {pathToFileURL} from "node:url";
import {format} from "sql-formatter";
import {sqlFiles} from "./files.ts";

/** The house form of one SQL text: DuckDB dialect, lower case, two spaces. */
export function formatSql(sql: string): string {
  const formatted = format(sql, {
    language: "duckdb",
    keywordCase: "lower",
    dataTypeCase: "lower",
    functionCase: "lower",
    tabWidth: 2,
    expressionWidth: 100,
    linesBetweenQueries: 1
  });
  return `${formatted.trimEnd()}\n`;
}

async function main(args: string[]): Promise<void> {
  const check = args.includes("--check");
  const named = args.filter((arg) => !arg.startsWith("--"));
  for (const path of named.length > 0 ? named : sqlFiles()) {
    const sql = await readFile(path, "utf8");
    const formatted = formatSql(sql);
    if (sql === formatted) continue;
    if (check) {
      process.stderr.write(`${path}: not in the house form; run npm run format\n`);
      process.exitCode = 1;
    } else {
      await writeFile(path, formatted);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv.slice(2));
