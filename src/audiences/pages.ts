/** What a page may not have. */
export interface Absent {
  /** Results that are not in the build, by name. */
  results: ReadonlySet<string>;
  /** Pages that are not in the build, by name. */
  pages: ReadonlySet<string>;
}

/** Texts that stand where something is not in the build, as words of the catalogue. */
const NOT_HERE = {
  card: '<section class="card empty"><p class="subtitle">{{absent.card}}</p></section>',
  words: "{{absent.words}}"
};

/** A page in parts: what is run, and what is shown. */
interface Part {
  kind: "code" | "text";
  text: string;
}

/**
 * A page without what is not in the build. Every statement that reads a missing result is taken out, with all that
 * depends on it, as Framework would follow it; where the page showed something made from it, it says that this is not in
 * the build. Links to missing pages become words, and what is no longer used is not imported.
 */
export function cutPage(page: string, {results, pages}: Absent): string {
  const parts = partsOf(page);
  const missing = missingNames(parts, results);
  const reads = (code: string): boolean => readsMissing(code, results) || usesAny(code, missing);
  const cut = parts.map(({kind, text}): Part => {
    if (kind === "code")
      return {
        kind,
        text: statementsOf(text)
          .filter((statement) => !reads(statement))
          .join("\n")
      };
    return {kind, text: cutLinks(cutPlaces(text, reads), pages)};
  });
  const kept = dropUnused(cut).filter(({kind, text}) => kind === "text" || text.trim() !== "");
  return kept
    .map(({kind, text}) => (kind === "code" ? `\`\`\`js\n${text.trim()}\n\`\`\`` : text.trim()))
    .filter((text) => text !== "")
    .join("\n\n")
    .concat("\n");
}

function partsOf(page: string): Part[] {
  return page.split(/^(```js\n[^]*?^```)$/m).map((text) => {
    const code = /^```js\n([^]*?)^```$/m.exec(text)?.[1];
    return code === undefined ? {kind: "text", text} : {kind: "code", text: code};
  });
}

/** The statements of a block. The formatter begins each at the margin, and ends none but there. */
function statementsOf(code: string): string[] {
  const statements: string[] = [];
  for (const line of code.split("\n")) {
    const goesOn = statements.length > 0 && /^(\s|[)\]}]|$)/.test(line);
    if (goesOn) statements.push(`${statements.pop()}\n${line}`);
    else statements.push(line);
  }
  return statements;
}

/** Names that cannot be made: they read a missing result, or are made from a name that does. */
function missingNames(parts: readonly Part[], results: ReadonlySet<string>): Set<string> {
  const statements = parts.filter(({kind}) => kind === "code").flatMap(({text}) => statementsOf(text));
  const missing = new Set<string>();
  for (let before = -1; before < missing.size;) {
    before = missing.size;
    for (const statement of statements) {
      if (!readsMissing(statement, results) && !usesAny(statement, missing)) continue;
      for (const name of declaredBy(statement)) missing.add(name);
    }
  }
  return missing;
}

function readsMissing(code: string, results: ReadonlySet<string>): boolean {
  return [...code.matchAll(/FileAttachment\("(?:\.\/)?data\/(\w+)\.arrow"\)/g)].some(([, name = ""]) =>
    results.has(name)
  );
}

/** Names that a statement gives to the rest of the page. */
function declaredBy(statement: string): string[] {
  const declared = /^(?:const|let|function|class)\s+(\w+|[[{][^=]*?[\]}])\s*[=({]/.exec(statement)?.[1] ?? "";
  return declared.match(/\w+/g) ?? [];
}

/** Whether code mentions one of these names, other than as a property or within quotes. */
function usesAny(code: string, names: ReadonlySet<string>): boolean {
  if (code.startsWith("import ")) return false;
  return identifiersOf(code).some((name) => names.has(name));
}

function identifiersOf(code: string): string[] {
  const bare = code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\/.*$/gm, '""');
  return [...bare.matchAll(/(?<![\w.])(?:\.\.\.)?([A-Za-z_]\w*)(?!\w)(?!:)/g)].map(([, name = ""]) => name);
}

/** Text in which every `${…}` that cannot be made says so: as a card where it stands alone, else in words. */
function cutPlaces(text: string, isMissing: (code: string) => boolean): string {
  let cut = "";
  let rest = text;
  for (;;) {
    const start = rest.indexOf("${");
    if (start === -1) return tellOnce(cut + rest);
    const end = endOfPlace(rest, start);
    const place = rest.slice(start, end);
    const standsAlone = /(^|\n)$/.test(rest.slice(0, start)) && /^(\n|$)/.test(rest.slice(end));
    const shown = !isMissing(place.slice(2, -1)) ? place : standsAlone ? NOT_HERE.card : NOT_HERE.words;
    cut += rest.slice(0, start) + shown;
    rest = rest.slice(end);
  }
}

/** Where a `${…}` ends: braces are balanced in it. */
function endOfPlace(text: string, start: number): number {
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return text.length;
}

/** Of several missing cards in a row, one is enough; of one below a title that says it, none. */
function tellOnce(text: string): string {
  const twice = `${NOT_HERE.card}\n\n${NOT_HERE.card}`;
  if (text.includes(twice)) return tellOnce(text.replace(twice, NOT_HERE.card));
  return text.replace(`${NOT_HERE.words}</span>\n\n${NOT_HERE.card}`, `${NOT_HERE.words}</span>`);
}

/** Links to pages that are not there become their words. */
function cutLinks(text: string, pages: ReadonlySet<string>): string {
  return text.replace(/\[([^\]]*)\]\(\.\/([\w-]*)[^)]*\)/g, (link, words: string, page: string) =>
    pages.has(page === "" ? "index" : page) ? words : link
  );
}

/** Parts without imports of names that nothing uses any more: what is imported is in the build. */
function dropUnused(parts: readonly Part[]): Part[] {
  const isImport = (statement: string): boolean => statement.startsWith("import ");
  const used = new Set(
    parts.flatMap(({kind, text}) =>
      kind === "code"
        ? statementsOf(text).flatMap((statement) => (isImport(statement) ? [] : identifiersOf(statement)))
        : identifiersOf(text)
    )
  );
  return parts.map(({kind, text}) => {
    if (kind === "text") return {kind, text};
    const statements = statementsOf(text).map((statement) =>
      isImport(statement) ? narrow(statement, used) : statement
    );
    return {kind, text: statements.filter((statement) => statement !== "").join("\n")};
  });
}

/** `import {a, b} from "…"` without names that are not used; nothing when none is left. */
function narrow(statement: string, used: ReadonlySet<string>): string {
  const [, names, from] = /^import \{([^}]*)\} from ("[^"]*");?/.exec(statement) ?? [];
  if (names === undefined || from === undefined) return statement;
  const kept = names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && used.has(name.split(" as ").at(-1) ?? name));
  return kept.length === 0 ? "" : `import {${kept.join(", ")}} from ${from};`;
}
