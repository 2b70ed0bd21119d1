// The configuration of nginx that is shipped, started and asked: three sites, three groups, nobody sees the others'.
import {mkdir, mkdtemp, rm, symlink, writeFile} from "node:fs/promises";
import {request, type IncomingHttpHeaders} from "node:http";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {gunzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {BARE_POLICY, readContentPolicy, SAFE_HEADERS, withPolicy, writePolicies} from "../../src/policy.ts";
import {startGatekeeper, type Gatekeeper} from "./gatekeeper.ts";
import {findNginx, startNginx, type RunningNginx} from "./nginx.ts";

const program = findNginx();
/** Set where the lack of nginx is a failure: in continuous integration. */
const isRequired = process.env.RESSAC_NGINX === "required";

const AUDIENCES = ["management", "retention", "finance"] as const;
type Audience = (typeof AUDIENCES)[number];

const MEMBERS = {
  mia: ["ressac-management"],
  remi: ["ressac-retention"],
  fanny: ["ressac-finance", "accounting"],
  ines: ["interns", "ressac-managementx"]
};
type User = keyof typeof MEMBERS;

const ALLOWED: Record<Audience, User> = {management: "mia", retention: "remi", finance: "fanny"};

/** What stands in every file of an audience and nowhere else. */
const canary = (audience: Audience): string => `canary of ${audience}`;

const filesOf = (audience: Audience): Record<string, string> => ({
  "index.html": pageOf(audience, "overview"),
  "motives.html": pageOf(audience, "motives"),
  "_file/data/case_cells.0a1b2c3d.arrow": `ARROW1 ${canary(audience)} `.repeat(200),
  "_file/words.1a2b3c4d.json": `{"a": "${canary(audience)}"}`,
  "_file/favicon.2a3b4c5d.svg": `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${canary(audience)} --></svg>`,
  // The sites have no search index of their own; a file in its place is guarded like all others.
  "_observablehq/minisearch.3a4b5c6d.json": `{"index": "${canary(audience)}"}`,
  "notes.txt": canary(audience)
});

const pageOf = (audience: Audience, name: string): string =>
  `<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<script>const page = "${audience} ${name}";</script>\n<p>${canary(audience)}`;

/** Every address of an audience that its files answer to. */
const PATHS = ["", "index.html", "motives", "motives.html", ...Object.keys(filesOf("finance")).slice(2)];

let folder: string;
let nginx: RunningNginx | undefined;
let gatekeeper: Gatekeeper | undefined;

beforeAll(async () => {
  if (program === undefined) return;
  folder = await mkdtemp(join(tmpdir(), "ressac-nginx-"));
  const sites = join(folder, "sites");
  for (const audience of AUDIENCES) {
    for (const [name, text] of Object.entries(filesOf(audience))) {
      await mkdir(dirname(join(sites, audience, name)), {recursive: true});
      await writeFile(join(sites, audience, name), name.endsWith(".html") ? withPolicy(text, name) : text);
    }
    await writePolicies(join(sites, audience));
  }
  await writeFile(join(folder, "outside.txt"), "canary outside");
  await symlink("../management", join(sites, "retention", "link"));
  await symlink("../management/notes.txt", join(sites, "retention", "link.txt"));
  await symlink("../../outside.txt", join(sites, "retention", "outside.txt"));
  gatekeeper = await startGatekeeper(MEMBERS);
  nginx = await startNginx(program, {folder, sites, gatekeeper: gatekeeper.port});
});

afterAll(async () => {
  await nginx?.close();
  await gatekeeper?.close();
  if (program !== undefined) await rm(folder, {recursive: true, force: true});
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks as a user; the path goes out as it is written. */
async function ask(
  path: string,
  {user, method = "GET", headers = {}}: {user?: User | "nobody"; method?: string; headers?: object} = {}
): Promise<Answer> {
  const cookie = user === undefined ? {} : {cookie: `_oauth2_proxy=${user}`};
  return new Promise((done, fail) => {
    request(
      {host: "127.0.0.1", port: nginx?.port, path, method, headers: {...cookie, ...headers}},
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          done({status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks)})
        );
      }
    )
      .on("error", fail)
      .end();
  });
}

it("is tried here, or wherever it must be", () => {
  expect(program !== undefined || !isRequired, "no nginx: apt-get install nginx-light").toBe(true);
});

describe.skipIf(program === undefined)("nginx", () => {
  describe.each(AUDIENCES)("the site of %s", (audience) => {
    it("is all there for its group", async () => {
      for (const path of PATHS) {
        const {status, body} = await ask(`/${audience}/${path}`, {user: ALLOWED[audience]});
        expect({path, status}).toEqual({path, status: 200});
        expect(body.toString()).toContain(canary(audience));
      }
    });

    it("is refused to every other group, page by page and file by file: 403", async () => {
      const others = (Object.keys(MEMBERS) as User[]).filter((user) => user !== ALLOWED[audience]);
      for (const user of others)
        for (const path of PATHS) {
          const {status, body} = await ask(`/${audience}/${path}`, {user});
          expect({user, path, status}).toEqual({user, path, status: 403});
          expect(body.toString()).not.toContain("canary");
        }
    });

    it("is refused to whoever is not signed in, who is shown where to: 401", async () => {
      for (const user of [undefined, "nobody"] as const)
        for (const path of [...PATHS, "none", "_file/none"]) {
          const {status, headers, body} = await ask(`/${audience}/${path}`, user === undefined ? {} : {user});
          expect({path, status}).toEqual({path, status: 401});
          expect(body.toString()).toContain("sign in");
          expect(body.toString()).not.toContain("canary");
          expect(headers["content-security-policy"]).toBe("frame-ancestors 'none'");
        }
    });

    it("sends the policy of each page with it, and for other files one that allows nothing", async () => {
      const options = {user: ALLOWED[audience]};
      for (const [path, page] of [
        ["", "/index.html"],
        ["motives", "/motives.html"],
        ["motives.html", "/motives.html"]
      ] as const) {
        const policy = await readContentPolicy(join(folder, "sites", audience), page);
        expect(policy).toMatch(/sha256-.*frame-ancestors 'none'$/);
        const {headers} = await ask(`/${audience}/${path}`, options);
        expect(headers["content-security-policy"]).toBe(policy);
      }
      for (const path of PATHS.slice(4)) {
        const {headers} = await ask(`/${audience}/${path}`, options);
        expect(headers["content-security-policy"], path).toBe(BARE_POLICY);
      }
    });
  });

  it("sends the other headers of safety with every answer, refusals too", async () => {
    for (const [path, user] of [
      ["/retention/", "remi"],
      ["/retention/_file/words.1a2b3c4d.json", "remi"],
      ["/retention/none", "remi"],
      ["/retention/", "fanny"],
      ["/", "remi"]
    ] as const) {
      const {headers} = await ask(path, {user});
      for (const [name, value] of Object.entries(SAFE_HEADERS))
        expect({path, [name]: headers[name.toLowerCase()]}).toEqual({path, [name]: value});
      expect(headers["strict-transport-security"]).toBe("max-age=31536000");
      expect(headers.server).toBe("nginx");
    }
  });

  it.each([
    "/retention/../management/",
    "/retention/..%2fmanagement/notes.txt",
    "/retention/%2e%2e/management/notes.txt",
    "/retention/%2e%2e%2fmanagement/notes.txt",
    "/retention/%252e%252e/management/notes.txt",
    "/retention/..%5cmanagement/notes.txt",
    "/retention/..\\management\\notes.txt",
    "/retention/..;/management/notes.txt",
    "/retention/.../management/notes.txt",
    "/retention/./../management/notes.txt",
    "/retention/_file/../../management/notes.txt",
    "/retention//..//management/notes.txt",
    "//management/notes.txt",
    "/management//notes.txt",
    "///management///notes.txt",
    "/./management/notes.txt",
    "/%6danagement/notes.txt",
    "/management%2fnotes.txt",
    "/%2fmanagement/notes.txt",
    "/management%00/notes.txt",
    "/management/notes.txt%00.html",
    "/Management/notes.txt",
    "/MANAGEMENT/notes.txt",
    "/management/NOTES.TXT",
    "/management./notes.txt",
    "/management;a/notes.txt",
    "/management/notes.txt?a=/retention/",
    "/management/notes.txt#/retention/",
    "/retention?/../management/notes.txt",
    "/retention/link/notes.txt",
    "/retention/link/",
    "/retention/link.txt",
    "/retention/outside.txt",
    "/retention/../../outside.txt",
    "/retention/..%2f..%2foutside.txt",
    "/..%2foutside.txt",
    "/auth/management",
    "/auth/retention",
    "/oauth2/auth/../../management/notes.txt",
    "http://127.0.0.1/management/notes.txt",
    "/managementx/notes.txt",
    "/retention/%ff%fe/notes.txt"
  ])("gives nothing of others away by a trick of the path: %s", async (path) => {
    for (const user of ["remi", "ines", undefined] as const) {
      const {status, body} = await ask(path, user === undefined ? {} : {user});
      expect([400, 401, 403, 404]).toContain(status);
      expect(body.toString()).not.toMatch(/canary of management|canary outside/);
    }
  });

  it.each([
    ["a header of its own", {"x-auth-request-groups": "ressac-management", "x-auth-request-email": "mia"}],
    ["another address", {"x-original-url": "/retention/", "x-rewrite-url": "/retention/"}],
    ["another address still", {"x-forwarded-uri": "/retention/", "x-forwarded-for": "127.0.0.1"}],
    ["a part of a file", {range: "bytes=0-9"}],
    ["what it has already", {"if-modified-since": new Date().toUTCString(), "if-none-match": "*"}]
  ])("gives nothing of others away to who sends %s", async (_, headers) => {
    const {status} = await ask("/management/notes.txt", {user: "remi", headers});
    expect(status).toBe(403);
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])("changes nothing by %s", async (method) => {
    expect((await ask("/retention/notes.txt", {user: "remi", method})).status).toBeGreaterThanOrEqual(400);
    expect((await ask("/management/notes.txt", {user: "remi", method})).status).toBeGreaterThanOrEqual(400);
  });

  it("keeps what is for servers, and lists nothing", async () => {
    for (const path of [
      ".policies.conf",
      "%2epolicies.conf",
      "_file/",
      "_file/data/",
      "_file/data",
      "link"
    ]) {
      const {status, body} = await ask(`/retention/${path}`, {user: "remi"});
      expect([403, 404], path).toContain(status);
      expect(body.toString()).not.toMatch(/default-src|case_cells/);
    }
    for (const path of ["/", "/index.html", "/robots.txt", "/retention"])
      expect((await ask(path, {user: "remi"})).status, path).toBe(404);
  });

  it("packs what it sends, by its type, and lets only the reader's own browser keep it", async () => {
    const headers = {"accept-encoding": "gzip"};
    const data = await ask("/finance/_file/data/case_cells.0a1b2c3d.arrow", {user: "fanny", headers});
    expect(data.headers["content-encoding"]).toBe("gzip");
    expect(data.headers.vary).toBe("Accept-Encoding");
    expect(data.headers["content-type"]).toBe("application/vnd.apache.arrow.file");
    expect(data.headers["cache-control"]).toBe("private, max-age=31536000, immutable");
    expect(gunzipSync(data.body).toString()).toContain(canary("finance"));
    const page = await ask("/finance/", {user: "fanny"});
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.headers["cache-control"]).toBe("private, no-cache");
    const again = {"if-none-match": page.headers.etag};
    const kept = await ask("/finance/", {user: "fanny", headers: again});
    expect(kept.status).toBe(304);
    expect(kept.headers["cache-control"]).toBe("private, no-cache");
    for (const user of ["remi", "nobody"] as const) {
      const refused = await ask("/finance/_file/data/case_cells.0a1b2c3d.arrow", {user, headers: again});
      expect(refused.headers["cache-control"] ?? "no-store").toBe("no-store");
    }
  });

  it("writes down who read what", async () => {
    await ask("/finance/motives?seller=1", {user: "fanny"});
    await ask("/finance/motives", {user: "remi"});
    const log = (await nginx?.accessLog()) ?? "";
    expect(log).toMatch(
      / 127\.0\.0\.1 "fanny@ressac\.example" "GET \/finance\/motives\?seller=1 HTTP\/1\.1" 200 /
    );
    expect(log).toMatch(/ "GET \/finance\/motives HTTP\/1\.1" 403 /);
  });
});
