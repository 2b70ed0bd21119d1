import {existsSync} from "node:fs";
import {mkdir, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {basename, dirname, join, resolve} from "node:path";
import type {OutputChunk, Plugin, rollup as Rollup} from "rollup";
import {planChunks} from "./chunks.ts";

/** Packages that can be taken in parts, for their modules do nothing but define; of others all is taken. */
const IN_PARTS = /^(@observablehq\/plot|d3(-[\w-]+)?|apache-arrow|internmap|delaunator|robust-predicates)$/;

/** Where chunks go: as deep as components are, for these name data by paths relative to themselves. */
const CHUNKS = "_import/pages/[name].[hash:8].js";

/** The program of a page: what Framework has written into it. */
interface Program {
  file: string;
  html: string;
  code: string;
}

const PROGRAM = /<script type="module">([^]*?)<\/script>/;
const PRELOADED = /\n?<link rel="modulepreload"[^>]*>/g;

/**
 * Puts the hundred modules that Framework gives a page into a few files, without what no page uses: on a cold cache a
 * browser waits for the number of files more than for their size. Pages share what they have in common: one file for
 * charts, one for the rest. The head of each page tells which files it needs, its data among them, so that all are
 * asked for at once. Modules of the same bytes make chunks of the same bytes.
 */
export async function bundlePages(folder: string, packageRoot: string): Promise<void> {
  const programs = await readPrograms(folder);
  if (programs.length === 0) return;
  const chunks = await makeChunks(programs, folder, packageRoot);
  for (const made of ["_node", "_observablehq", "_import"]) await removeModules(join(folder, made));
  await mkdir(join(folder, dirname(CHUNKS)), {recursive: true});
  for (const {fileName, code} of chunks) await writeFile(join(folder, fileName), code);
  for (const program of programs) await writeFile(join(folder, program.file), withChunks(program, chunks));
}

async function readPrograms(folder: string): Promise<Program[]> {
  const programs: Program[] = [];
  for (const file of (await readdir(folder)).sort()) {
    if (!file.endsWith(".html")) continue;
    const html = await readFile(join(folder, file), "utf8");
    const code = PROGRAM.exec(html)?.[1];
    if (code !== undefined) programs.push({file, html, code});
  }
  return programs;
}

/** What Framework bundles packages with, and with what settings: they are bundled with the same again. */
function frameworkTools(packageRoot: string) {
  const require = createRequire(join(packageRoot, "package.json"));
  const own = createRequire(require.resolve("@observablehq/framework/package.json"));
  const {rollup} = own("rollup") as {rollup: typeof Rollup};
  const {nodeResolve} = own("@rollup/plugin-node-resolve") as {
    nodeResolve: (options: {browser: boolean}) => Plugin;
  };
  const {transform} = own("esbuild") as {
    transform: (code: string, options: Record<string, unknown>) => Promise<{code: string}>;
  };
  return {rollup, nodeResolve, transform};
}

async function makeChunks(programs: Program[], folder: string, packageRoot: string): Promise<OutputChunk[]> {
  const {rollup, nodeResolve, transform} = frameworkTools(packageRoot);
  const minify: Plugin = {
    name: "minify",
    renderChunk: (code) => transform(code, {minify: true, format: "esm", target: "es2022"})
  };
  const bundle = await rollup({
    input: Object.fromEntries(programs.map(({file}) => [basename(file, ".html"), join(folder, file)])),
    plugins: [await readSite(programs, {folder, packageRoot}), nodeResolve({browser: true}), minify],
    onwarn: (warning, warn) => {
      // Packages import in circles; it is theirs to know that this works.
      if (warning.code !== "CIRCULAR_DEPENDENCY") warn(warning);
    }
  });
  try {
    const {output} = await bundle.generate({
      format: "es",
      entryFileNames: CHUNKS,
      chunkFileNames: CHUNKS,
      hashCharacters: "hex",
      manualChunks: planChunks()
    });
    return output.filter((made) => made.type === "chunk");
  } finally {
    await bundle.close();
  }
}

/** Reads the modules of a built site: of packages that can be taken in parts, their sources instead. */
async function readSite(
  programs: Program[],
  {folder, packageRoot}: {folder: string; packageRoot: string}
): Promise<Plugin> {
  const codes = new Map(programs.map(({file, code}) => [join(folder, file), code]));
  const packages = await packagesOf(join(folder, "_node"));
  const names = new Map([...packages].map(([name, path]) => [path, name]));
  return {
    name: "site",
    resolveId: {
      order: "pre",
      handler(source, importer, options) {
        if (importer === undefined) return source;
        const path = resolve(dirname(importer), source);
        const name = names.get(path) ?? source;
        if (IN_PARTS.test(name)) {
          const from = name === source ? importer : join(packageRoot, "package.json");
          return this.resolve(name, from, {...options, skipSelf: true});
        }
        if (packages.has(name)) return packages.get(name);
        if (!importer.startsWith(folder)) return null;
        // What Framework could load, were it asked for, and has not been: it stays the name that it is.
        return existsSync(path) ? path : {id: source, external: true};
      }
    },
    load: (id) => {
      const code = codes.get(id);
      return code === undefined ? null : withStaticImports(code);
    }
  };
}

/** Where Framework has put each package that it bundled, by name. */
async function packagesOf(folder: string): Promise<Map<string, string>> {
  const files = existsSync(folder) ? await readdir(folder, {recursive: true}) : [];
  const bundled = files.flatMap((file): [string, string][] => {
    const name = /^((?:@[^/]+\/)?[^/@]+)@[^/]+\/index\.\w+\.js$/.exec(file)?.[1];
    return name === undefined ? [] : [[name, join(folder, file)]];
  });
  return new Map(bundled);
}

/** What a page imports, it needs at once: Framework writes that as if it could come later. */
function withStaticImports(code: string): string {
  const names = new Map<string, string>();
  const changed = code.replace(/\bimport\(("[^"]+")\)/g, (_, source: string) => {
    const name = names.get(source) ?? `module$${names.size}`;
    names.set(source, name);
    return name;
  });
  return [...names].map(([source, name]) => `import * as ${name} from ${source};\n`).join("") + changed;
}

async function removeModules(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
    if (entry.name.endsWith(".js")) await rm(join(entry.parentPath, entry.name));
  }
}

/** The page with its chunks instead of its program, and with all that it needs named in its head. */
function withChunks({file, html, code}: Program, chunks: readonly OutputChunk[]): string {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const needed = new Set<string>();
  const need = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    byFile.get(name)?.imports.forEach(need);
  };
  const entry = chunks.find(({isEntry, name}) => isEntry && name === basename(file, ".html"))?.fileName ?? "";
  need(entry);
  const preloads = [
    ...[...needed].map((name) => `<link rel="modulepreload" href="./${name}">`),
    ...dataOf(code).map((path) => `<link rel="preload" as="fetch" crossorigin href="${path}">`)
  ];
  return html
    .replace(PRELOADED, "")
    .replace(PROGRAM, () => `${preloads.join("\n")}\n<script type="module" src="./${entry}"></script>`);
}

/** Files that the program of a page waits for; what a function reads is read when that is called. */
function dataOf(code: string): string[] {
  const paths = new Map(
    [...code.matchAll(/^registerFile\(("[^"]+"), .*?"path":("[^"]+")/gm)].map(([, name, path]) => [
      name,
      path
    ])
  );
  const read = [...code.matchAll(/\bawait (?:\w+\()?FileAttachment\(("[^"]+")\)/g)].map(([, name]) =>
    paths.get(name)
  );
  return [...new Set(read)].flatMap((path) => (path === undefined ? [] : [JSON.parse(path) as string]));
}
