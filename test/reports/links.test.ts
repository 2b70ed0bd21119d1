// Where pages may lead, and by what ways text of the data could become markup or code: none.
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {linkTo} from "../../reports/components/links.ts";

const BASE = "https://ressac.example/management/motives";

describe("a link", () => {
  it.each([
    "#A1000",
    "./cancel-and-rebook#A1000",
    "?table=staging.orders",
    "/management/",
    "https://ressac.example/retention/",
    "https://elsewhere.example/a?b=c#d",
    "mailto:dpo@ressac.example"
  ])("may lead to %s", (address) => {
    expect(linkTo(address, BASE)).toBe(address);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " \u0001javascript:alert(1)",
    "javascript://ressac.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/calendar,BEGIN:VCALENDAR",
    "vbscript:msgbox(1)",
    "blob:https://ressac.example/0",
    "filesystem:https://ressac.example/0",
    "file:///etc/passwd",
    "http://elsewhere.example/",
    "ftp://elsewhere.example/",
    "view-source:https://ressac.example/",
    "tel:0",
    "https://",
    "//"
  ])("leads nowhere by %j", (address) => {
    expect(linkTo(address, BASE)).toBeNull();
  });

  it("to this site may go without https where the site does", () => {
    expect(linkTo("./motives", "http://localhost:3000/")).toBe("./motives");
    expect(linkTo("http://localhost:3001/", "http://localhost:3000/")).toBeNull();
  });
});

/** What the pages are made of: their components and the code in the pages themselves. */
const FILES = readdirSync("reports", {recursive: true, encoding: "utf8"})
  .filter((name) => /\.(ts|md)$/.test(name))
  .map((name) => join("reports", name));

/** Code without its comments. */
const codeOf = (path: string): string => readFileSync(path, "utf8").replace(/^\s*(\/\/|\/?\*).*$/gm, "");

/** Lines of the pages that hold this, as `file: line`, but for those of one file that is there to do it. */
function linesWith(pattern: RegExp, but?: string): string[] {
  return FILES.filter((path) => path !== but).flatMap((path) =>
    codeOf(path)
      .split("\n")
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`)
  );
}

describe("the code of the pages", () => {
  it("makes every address that is not written out through the one function", () => {
    const made = linesWith(/href=\$\{|\bhref:/);
    expect(made.length).toBeGreaterThan(8);
    for (const line of made) expect(line).toMatch(/href(=\$\{|: .*=> )linkTo\(/);
  });

  it("sets no address by another way, but to carry filters on and to save a file", () => {
    const written = linesWith(/\.href =|setAttribute(NS)?\([^)]*"(xlink:)?href"|\battr\("href"/);
    expect(written).toEqual([
      expect.stringMatching(
        /^reports\/components\/filter-links\.ts: link\.setAttribute\("href", carryFilters/
      ),
      expect.stringMatching(/^reports\/components\/save-file\.ts: link\.href = address;$/)
    ]);
    expect(linesWith(/\b(src|srcdoc|action|formaction|xlink:href|ping|data)=\$\{/)).toEqual([]);
    expect(linesWith(/\bwindow\.open\b|\blocation(\.href)? = |location\.(assign|replace)\b/)).toEqual([]);
  });

  it("takes no text for markup", () => {
    const ways = [
      /\b(inner|outer)HTML\b|insertAdjacentHTML|setHTML|srcdoc|document\.write|DOMParser/,
      /createContextualFragment|html\.fragment|svg\.fragment|\btex`|\bmd`|markdownit|html\(\[/i
    ];
    for (const way of ways) expect(linesWith(way)).toEqual([]);
  });

  it("takes no text for code", () => {
    expect(linesWith(/\beval\b|new Function\b|\bimport\((?!")|setTimeout\("|setInterval\("/)).toEqual([]);
    expect(linesWith(/\bon[a-z]+="/)).toEqual([]);
  });
});
