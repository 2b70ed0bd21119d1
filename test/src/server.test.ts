import {request, type IncomingMessage} from "node:http";
import {connect} from "node:net";
import {networkInterfaces} from "node:os";
import {describe, expect, it, onTestFinished} from "vitest";
import {serveSite, type ServeOptions} from "../../src/server.ts";
import {folderOf} from "../support/temp.ts";

const SITE = {
  "site/index.html": "<p>home",
  "site/cancel-and-rebook.html": "<p>pairs",
  "site/_file/data/about.0a1b2c3d.arrow": "ARROW1",
  "site/docs/index.html": "<p>docs",
  "site/_file/data/rows.0a1b2c3d.arrow": "ARROW1",
  "site/_file/data/rows.0a1b2c3d.arrow.gz": "fewer",
  "site/.policies.conf": `/index.html "default-src 'none'; script-src 'self'";\n`,
  "secret.txt": "secret"
};

interface Answer {
  status: number | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

/** Serves the site above and asks it; paths go out as they are written here. */
async function serve(options: Partial<ServeOptions> = {}) {
  const folder = await folderOf(SITE);
  const server = await serveSite({folder: `${folder}/site`, port: 0, ...options});
  onTestFinished(() => server.close());
  const ask = (path: string, {method = "GET", headers = {}} = {}) =>
    new Promise<Answer>((done, fail) => {
      const {hostname, port} = new URL(server.url);
      request({hostname, port, path, method, headers}, (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (body += chunk));
        response.on("end", () => done({status: response.statusCode, headers: response.headers, body}));
      })
        .on("error", fail)
        .end();
    });
  return {server, ask};
}

describe("the server", () => {
  it("serves pages under clean addresses", async () => {
    const {ask} = await serve();
    expect(await ask("/")).toMatchObject({status: 200, body: "<p>home"});
    expect(await ask("/cancel-and-rebook?class=E")).toMatchObject({status: 200, body: "<p>pairs"});
    expect(await ask("/docs/")).toMatchObject({status: 200, body: "<p>docs"});
    expect((await ask("/")).headers["content-type"]).toBe("text/html; charset=utf-8");
  });

  it("lets files named after their content be kept, and all others be asked for again", async () => {
    const {ask} = await serve();
    expect((await ask("/_file/data/about.0a1b2c3d.arrow")).headers["cache-control"]).toContain("immutable");
    const page = await ask("/");
    expect(page.headers["cache-control"]).toBe("no-cache");
    expect((await ask("/", {headers: {"if-none-match": page.headers.etag ?? ""}})).status).toBe(304);
  });

  it("sends the compressed form of a file to who takes it", async () => {
    const {ask} = await serve();
    const rows = (accepted: string) =>
      ask("/_file/data/rows.0a1b2c3d.arrow", {headers: {"accept-encoding": accepted}});
    for (const accepted of ["gzip, deflate", "br;q=1.0, gzip;q=0.8"]) {
      const {body, headers} = await rows(accepted);
      expect(body).toBe("fewer");
      expect(headers).toMatchObject({
        "content-encoding": "gzip",
        "content-length": "5",
        "content-type": "application/vnd.apache.arrow.file",
        vary: "Accept-Encoding"
      });
      expect(headers["cache-control"]).toContain("immutable");
    }
    for (const accepted of ["", "br", "gzip;q=0, deflate", "gzip; q=0.0"]) {
      const {body, headers} = await rows(accepted);
      expect(body).toBe("ARROW1");
      expect(headers).toMatchObject({"content-length": "6", vary: "Accept-Encoding"});
      expect(headers).not.toHaveProperty("content-encoding");
    }
    expect((await rows("gzip")).headers.etag).not.toBe((await rows("")).headers.etag);
    const about = await ask("/_file/data/about.0a1b2c3d.arrow", {headers: {"accept-encoding": "gzip"}});
    expect(about.headers).not.toHaveProperty("content-encoding");
  });

  it.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/docs/../../secret.txt",
    "//secret.txt",
    "/%",
    "/%00",
    "/_file",
    "/.policies.conf",
    "/%2epolicies.conf",
    "/docs/../.policies.conf"
  ])("never leaves its folder: %s", async (path) => {
    const {ask} = await serve();
    expect(await ask(path)).toMatchObject({status: 404, body: "not found"});
  });

  it("answers HEAD without a body and refuses to change anything", async () => {
    const {ask} = await serve();
    const head = await ask("/", {method: "HEAD"});
    expect(head).toMatchObject({status: 200, body: ""});
    expect(head.headers["content-length"]).toBe("7");
    expect((await ask("/", {method: "POST"})).status).toBe(405);
  });

  it("listens to this machine only and takes the next free port", async () => {
    const first = await serve();
    const port = Number(new URL(first.server.url).port);
    const second = await serve({port});
    expect(first.server.url).toBe(`http://127.0.0.1:${port}/`);
    expect(Number(new URL(second.server.url).port)).toBeGreaterThan(port);
    expect((await first.ask("/", {headers: {host: "elsewhere.example"}})).status).toBe(421);
  });

  it("cannot be reached by any other address of this machine", async () => {
    const {server} = await serve();
    const port = Number(new URL(server.url).port);
    const others = Object.values(networkInterfaces()).flatMap((addresses = []) =>
      addresses.filter(({internal, scopeid}) => !internal && !scopeid).map(({address}) => address)
    );
    for (const host of ["::1", "127.0.0.2", ...others]) {
      const answer = await new Promise<string>((done) => {
        const socket = connect({host, port, timeout: 1000})
          .on("connect", () => done("connected"))
          .on("timeout", () => done("timeout"))
          .on("error", ({message}) => done(message));
        onTestFinished(() => void socket.destroy());
      });
      expect(answer, host).not.toBe("connected");
    }
  });

  it("sends the policy of each page, and lets other files do nothing", async () => {
    const {ask} = await serve();
    const page = (await ask("/")).headers;
    expect(page["content-security-policy"]).toBe("default-src 'none'; script-src 'self'");
    expect(page["x-frame-options"]).toBe("DENY");
    expect(page["referrer-policy"]).toBe("no-referrer");
    expect(page["x-content-type-options"]).toBe("nosniff");
    expect(page["permissions-policy"]).toContain("camera=()");
    for (const path of ["/docs/", "/_file/data/about.0a1b2c3d.arrow", "/none"])
      expect((await ask(path)).headers["content-security-policy"], path).toMatch(
        /^default-src 'none'; [^;]*; form-action 'none'; frame-ancestors 'none'$/
      );
  });

  it("says so when there is no site", async () => {
    const folder = await folderOf({"empty/readme.txt": ""});
    await expect(serveSite({folder: `${folder}/empty`, port: 0})).rejects.toThrow(
      /holds no site; build it first/
    );
  });
});
