// What a browser may do with a page: run its own scripts and nothing else, ask its own server and no other.
import {createHash} from "node:crypto";
import {readdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {RessacError} from "./errors.ts";

/** File of a site that tells servers the policy of each page; its name begins with a dot, for it is not served. */
export const POLICIES = ".policies.conf";

/** Of whatever is no page: such a file, opened by itself, may do nothing at all. */
export const BARE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers of every answer, whatever the page; `Content-Security-Policy` goes beside them. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy":
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Robots-Tag": "noindex, nofollow"
};

/** The policy of a page: of the scripts that stand in it, those that stand there now and no others may run. */
export function policyOf(page: string): string {
  return [...rulesOf(page), "frame-ancestors 'none'"].join("; ");
}

/**
 * A page that carries its policy itself, for servers that send none; `frame-ancestors` works only as a header.
 * @throws RessacError (3) when the page has no head to put it in, or runs what no hash can allow.
 */
export function withPolicy(page: string, name: string): string {
  const handler = /<[a-z][^>]*\son\w+\s*=/i.exec(withoutScripts(page))?.[0];
  if (handler !== undefined)
    throw new RessacError(`site: ${name}: ${handler}…: no policy allows this; listen in a script instead`, 3);
  const place = /<meta charset="utf-8">\n?/.exec(page);
  if (place === null) throw new RessacError(`site: ${name}: holds no <meta charset="utf-8">`, 3);
  const end = place.index + place[0].length;
  const metas = [
    `<meta http-equiv="Content-Security-Policy" content="${rulesOf(page).join("; ")}">`,
    `<meta name="referrer" content="no-referrer">`
  ];
  return `${page.slice(0, end)}${metas.join("\n")}\n${page.slice(end)}`;
}

/** Writes the policies of all pages of a site beside them, a line each, as a `map` of nginx reads them. */
export async function writePolicies(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".html")).sort();
  const lines = await Promise.all(
    names.map(async (name) => `/${name} "${policyOf(await readFile(join(folder, name), "utf8"))}";\n`)
  );
  await writeFile(join(folder, POLICIES), lines.join(""));
}

/** The policy that a site has for one of its files, such as `/index.html`. */
export async function readContentPolicy(folder: string, path: string): Promise<string> {
  const lines = await readFile(join(folder, POLICIES), "utf8").catch(() => "");
  for (const [, page, policy] of lines.matchAll(/^(\S+) "([^"]*)";$/gm))
    if (page === path && policy !== undefined) return policy;
  return BARE_POLICY;
}

function rulesOf(page: string): string[] {
  const hashes = [...new Set(inlineScripts(page).map(hashOf))];
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // The writer of workbooks packs large ones in a thread that it makes of its own text.
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'"
  ];
}

const SCRIPT = /<script\b([^>]*)>([^]*?)<\/script\s*>/gi;

function inlineScripts(page: string): string[] {
  return [...page.matchAll(SCRIPT)].flatMap(([, attributes = "", text = ""]) =>
    /\ssrc\s*=/i.test(attributes) ? [] : [text]
  );
}

function withoutScripts(page: string): string {
  return page.replace(SCRIPT, "");
}

function hashOf(script: string): string {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}
