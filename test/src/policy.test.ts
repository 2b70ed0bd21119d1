import {createHash} from "node:crypto";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {
  BARE_POLICY,
  POLICIES,
  policyOf,
  readContentPolicy,
  withPolicy,
  writePolicies
} from "../../src/policy.ts";
import {folderOf} from "../support/temp.ts";

const HEAD = '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n';
const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("the policy of a page", () => {
  it("names each script that stands in the page, once, and none that comes from a file", () => {
    const page = `${HEAD}<script>\nlet a = 1 < 2;\n</script><script type="module">
import "./b.js";
</script><script src="./c.js"></script><script>\nlet a = 1 < 2;\n</script>`;
    expect(policyOf(page)).toBe(
      [
        "default-src 'none'",
        `script-src 'self' ${hash("\nlet a = 1 < 2;\n")} ${hash('\nimport "./b.js";\n')}`,
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'"
      ].join("; ")
    );
  });

  it("stands in the page before anything else, without what works only as a header", () => {
    const page = withPolicy(`${HEAD}<title>A</title>\n<script>a</script>`, "a.html");
    expect(page.slice(HEAD.length)).toMatch(
      /^<meta http-equiv="Content-Security-Policy" content="default-src 'none'; [^"]*form-action 'none'">\n<meta name="referrer" content="no-referrer">\n<title>/
    );
    expect(page).not.toContain("frame-ancestors");
    expect(policyOf(page)).toContain(hash("a"));
  });

  it("is refused to a page that runs what no hash allows", () => {
    expect(() => withPolicy(`${HEAD}<p onclick="a()">`, "a.html")).toThrow(
      /a\.html: <p onclick=…: no policy allows this; listen in a script instead/
    );
    expect(() => withPolicy("<p>", "a.html")).toThrow(/holds no <meta charset/);
    expect(() => withPolicy(`${HEAD}<script>f("<p onclick=")</script>`, "a.html")).not.toThrow();
  });

  it("is kept for servers, a line a page, and of any other file nothing is allowed", async () => {
    const folder = await folderOf({
      "index.html": `${HEAD}<script>a</script>`,
      "a.html": HEAD,
      "a.svg": "<svg><script>a</script></svg>"
    });
    await writePolicies(folder);
    const lines = (await readFile(join(folder, POLICIES), "utf8")).split("\n");
    expect(lines).toEqual([
      expect.stringMatching(/^\/a\.html "default-src .*";$/),
      expect.stringMatching(/^\/index\.html "default-src .*";$/),
      ""
    ]);
    expect(await readContentPolicy(folder, "/index.html")).toBe(policyOf(`${HEAD}<script>a</script>`));
    expect(await readContentPolicy(folder, "/a.svg")).toBe(BARE_POLICY);
    expect(await readContentPolicy(join(folder, "none"), "/index.html")).toBe(BARE_POLICY);
  });
});
