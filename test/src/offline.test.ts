import {execFile} from "node:child_process";
import {promisify} from "node:util";
import {describe, expect, it} from "vitest";

const OFFLINE = new URL("../../src/offline.ts", import.meta.url).href;

/** What a process that builds pages gets when it fetches something. */
async function fetched(url: string): Promise<string> {
  const script = `fetch(${JSON.stringify(url)}).then((found) => found.text(), (error) => error.message).then(console.log)`;
  const args = ["--import", "tsx", "--import", OFFLINE, "--input-type=module", "--eval", script];
  const {stdout} = await promisify(execFile)(process.execPath, args);
  return stdout.trim();
}

describe("a process that builds pages", () => {
  it("is told without a network that a package it only might need has no version", async () => {
    expect(await fetched("https://registry.example/@observablehq/plot/latest")).toBe('{"version":"0.0.0"}');
  });

  it("fetches nothing from a network", async () => {
    const url = "https://cdn.example/npm/d3@7/+esm";
    expect(await fetched(url)).toBe(
      `${url}: nothing is fetched from a network; import a package that package.json names`
    );
  });
});
