import type {Policy} from "./policy.ts";

const INTRODUCTION = `# Audiences

Who sees what. A static site is as private as the server in front of it: each audience gets a site of its own, made from
a database that holds only what it may see. This page is made from \`data/lookups/audiences.json\`, which people edit
(\`npx vitest run test/docs -u\` writes it again).

\`\`\`sh
npx ressac run                            # as before: one build, with everything
npx ressac site --audience all --to sites # sites/management, sites/retention, sites/finance
npx ressac site                           # everything, for whoever runs it: not to be handed out
\`\`\`

Hand out one folder to one group, with a server that asks who is there. No site may lie in another: whoever serves a
folder serves all that is in it. \`ressac report --audience NAME\` puts a month of one audience on paper.

What is made, and from what:

1. Published results of the current build are filtered by the policy, in memory, into
   \`data/warehouse/current/audiences/NAME/ressac.duckdb\`: only results, rows and columns that the audience may see, ids
   replaced by its pseudonyms. Its \`manifest.json\` says of which build, by which policy, with the sha256 of each result.
2. The audience's results are written from that database only; what is plain has the bytes of the build.
3. Its pages are those of the policy. What they would have made from a result that is not theirs is taken out, and says
   so; menu, links, words, definitions, exports and lineage are cut to what is left.
4. Every file of the built site must be one of its pages, one of its results, or one that every site has.

A result, a column or a page that the policy does not name fails step 1, and a file that it does not name step 4: what
nobody has decided on is not shown.

**Pseudonyms** are the first 16 hexadecimal digits of HMAC-SHA-256 under a key of the audience: \`RESSAC_KEY_<NAME>\`, else
\`ressac.<name>.key\` beside the key of the runs, made on first use and refused when anybody else can read it or owns it.
The same customer has the same pseudonym in every result of an audience and over successive builds, and another one in
those of another audience. Pseudonymised data stays personal data. \`npx ressac pseudonyms --audience NAME\` writes who is
who into a folder for those entitled to know (\`data/pseudonyms/NAME/\`, mode 0600), never into a site.`;

const SHOWN = {plain: "yes", pseudonym: "pseudonym", left_out: "–"};

/** The page about audiences, in Markdown. */
export function audiencesPage({audiences, kinds, results, pages}: Policy): string {
  const names = Object.keys(audiences);
  const code = (text: string): string => `\`${text}\``;
  const seen = (own: readonly string[]): string[] => names.map((name) => (own.includes(name) ? "yes" : "–"));
  return [
    INTRODUCTION,
    "## What each is for",
    table(
      ["audience", "sees"],
      Object.entries(audiences).map(([name, purpose]) => [code(name), purpose])
    ),
    "## Columns, by what they hold",
    table(
      ["kind", "holds", ...names],
      Object.entries(kinds).map(([kind, {meaning, treatments}]) => [
        code(kind),
        meaning,
        ...names.map((name) => SHOWN[treatments[name] ?? "left_out"])
      ])
    ),
    "## Pages",
    table(
      ["page", ...names],
      Object.entries(pages).map(([page, own]) => [code(page), ...seen(own)])
    ),
    "## Results",
    table(
      ["result", ...names, "rows", "columns that are neither figures nor words"],
      Object.entries(results).map(([result, {audiences: own, rows = {}, columns}]) => [
        code(result),
        ...seen(own),
        Object.entries(rows)
          .map(([name, condition]) => `${name}: ${code(condition)}`)
          .join(", "),
        Object.entries(columns)
          .filter(([, kind]) => kind !== "figure" && kind !== "word")
          .map(([column, kind]) => `${code(column)} (${kind})`)
          .join(", ")
      ])
    )
  ].join("\n\n");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
