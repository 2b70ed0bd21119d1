import {createReadStream} from "node:fs";
import {readFile, stat} from "node:fs/promises";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import {extname, join, relative, resolve, sep} from "node:path";
import {COMPRESSED} from "./compress.ts";
import {RessacError} from "./errors.ts";
import {BARE_POLICY, readContentPolicy, SAFE_HEADERS} from "./policy.ts";

/** A running server. */
export interface Running {
  url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Folder of a built site. */
  folder: string;
  /** First port to try; the next free one is taken. */
  port?: number;
  log?: (line: string) => void;
  /** Called with the path, within the site, of each file that is sent, before it is: an error keeps it back. */
  onFile?: (path: string) => Promise<void>;
}

const CONTENT_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".arrow": "application/vnd.apache.arrow.file",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".csv": "text/csv; charset=utf-8"
};

const PORTS_TO_TRY = 100;

/**
 * This machine and no other: the server asks nobody who they are, and whoever reaches a site can read all of it. Others
 * are served by a server that knows them (`docs/serving.md`).
 */
const HOST = "127.0.0.1";

/**
 * Serves a built site to this machine until it is closed. @throws RessacError when there is no site or no free port.
 */
export async function serveSite({folder, port = 3000, log, onFile}: ServeOptions): Promise<Running> {
  const root = resolve(folder);
  if (!(await isFile(join(root, "index.html")))) {
    throw new RessacError(`${folder}: holds no site; build it first with: ressac site`);
  }
  const server = createServer((request, response) => {
    answer(root, request, {response, onFile}).catch((error: unknown) => {
      log?.(`${request.url}: ${String(error)}`);
      response.destroy();
    });
  });
  const taken = await listen(server, port);
  return {
    url: `http://${HOST}:${taken}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      })
  };
}

async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + PORTS_TO_TRY; port++) {
    try {
      await new Promise<void>((ready, fail) => {
        server.once("error", fail);
        server.listen(port, HOST, () => {
          server.off("error", fail);
          ready();
        });
      });
      const address = server.address();
      return typeof address === "object" && address !== null ? address.port : port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    }
  }
  throw new RessacError(
    `port ${first}: taken, and so are the ${PORTS_TO_TRY - 1} after it; choose one with --port`,
    3
  );
}

async function answer(
  root: string,
  request: IncomingMessage,
  {response, onFile}: Pick<ServeOptions, "onFile"> & {response: ServerResponse}
): Promise<void> {
  for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value);
  response.setHeader("Content-Security-Policy", BARE_POLICY);
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, {Allow: "GET, HEAD"}).end();
    return;
  }
  if (!isAskedByName(request)) {
    response.writeHead(421).end();
    return;
  }
  const path = await findFile(root, request.url ?? "/");
  if (path === undefined) return sendMissing(root, response);
  const sent = await formOf(path, request);
  const {size, mtime} = await stat(sent);
  response.setHeader("Content-Security-Policy", await readContentPolicy(root, `/${relative(root, path)}`));
  const tag = `"${size.toString(36)}-${mtime.getTime().toString(36)}"`;
  response.setHeader("Content-Type", contentType(path));
  response.setHeader("Cache-Control", cacheControl(path));
  response.setHeader("Vary", "Accept-Encoding");
  if (sent !== path) response.setHeader("Content-Encoding", "gzip");
  response.setHeader("ETag", tag);
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304).end();
    return;
  }
  await onFile?.(relative(root, path));
  response.writeHead(200, {"Content-Length": size});
  if (request.method === "HEAD") response.end();
  else
    createReadStream(sent)
      .on("error", () => response.destroy())
      .pipe(response);
}

/** The compressed form of a file, where there is one and the browser takes it. */
async function formOf(path: string, {headers}: IncomingMessage): Promise<string> {
  const takes = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(headers["accept-encoding"] ?? "");
  return takes && (await isFile(path + COMPRESSED)) ? path + COMPRESSED : path;
}

/** Refuses names of other hosts, by which a page from elsewhere could read what is served to this machine only. */
function isAskedByName({headers}: IncomingMessage): boolean {
  return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(headers.host ?? "");
}

/** File of a request: itself, its page (`/a` is `a.html`) or the index of its folder; never outside the site. */
async function findFile(root: string, url: string): Promise<string | undefined> {
  const path = decode(url.split(/[?#]/, 1)[0] ?? "/");
  // What begins with a dot is for servers, not for readers.
  if (path === undefined || path.includes("\0") || /(^|[/\\])\./.test(path)) return undefined;
  const file = resolve(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) return undefined;
  const candidates = path.endsWith("/") ? [join(file, "index.html")] : [file, `${file}.html`];
  for (const candidate of candidates) if (await isFile(candidate)) return candidate;
  return undefined;
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false
  );
}

async function sendMissing(root: string, response: ServerResponse): Promise<void> {
  const page = await readFile(join(root, "404.html")).catch(() => undefined);
  const type = page === undefined ? "text/plain; charset=utf-8" : "text/html; charset=utf-8";
  response.setHeader("Content-Security-Policy", await readContentPolicy(root, "/404.html"));
  response.writeHead(404, {"Content-Type": type, "Cache-Control": "no-store"}).end(page ?? "not found");
}

function contentType(path: string): string {
  return CONTENT_TYPES[extname(path)] ?? "application/octet-stream";
}

/** Files whose name carries their hash never change; everything else is asked for again. */
function cacheControl(path: string): string {
  return /\.[0-9a-f]{8}\.\w+$/.test(path) ? "max-age=31536000, immutable" : "no-cache";
}
