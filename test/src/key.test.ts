import {chmod, readFile, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {hashWithKey, keyFingerprint, useKeyFile} from "../../src/key.ts";
import {tempFolder} from "../support/temp.ts";

beforeEach(() => {
  vi.stubEnv("RESSAC_KEY", "");
});

afterEach(() => {
  vi.unstubAllEnvs();
  useKeyFile(undefined);
});

describe("the key", () => {
  it("is made on first use, for its owner only, and is the same ever after", async () => {
    const file = join(await tempFolder(), "keys", "ressac.key");
    useKeyFile(file);
    const first = hashWithKey("a");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, "utf8")).toMatch(/^[0-9a-f]{64}\n$/);
    useKeyFile(file);
    expect(hashWithKey("a")).toBe(first);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
  });

  it("differs from file to file, and so do its fingerprint and all hashes", async () => {
    const folder = await tempFolder();
    const seen = ["one", "two"].map((name) => {
      useKeyFile(join(folder, name));
      return [hashWithKey("a"), keyFingerprint()];
    });
    expect(new Set(seen.flat()).size).toBe(4);
  });

  it("comes from the environment before any file, which is then not made", async () => {
    vi.stubEnv("RESSAC_KEY", "0123456789abcdef");
    const file = join(await tempFolder(), "ressac.key");
    useKeyFile(file);
    expect(hashWithKey("a")).toMatch(/^[0-9a-f]{32}$/);
    await expect(stat(file)).rejects.toThrow("ENOENT");
  });

  it("is refused when others can read it, when it is short, and when there is none", async () => {
    const file = join(await tempFolder(), "ressac.key");
    await writeFile(file, "0123456789abcdef", {mode: 0o644});
    useKeyFile(file);
    expect(() => hashWithKey("a")).toThrow("others can read this key; use chmod 600 on it");
    await chmod(file, 0o600);
    const owner = vi.spyOn(process, "getuid").mockReturnValue(12345);
    expect(() => hashWithKey("a")).toThrow("this key belongs to somebody else");
    owner.mockRestore();
    await writeFile(file, "short");
    await chmod(file, 0o600);
    expect(() => hashWithKey("a")).toThrow("a key of 5 characters can be guessed; give at least 16");
    useKeyFile(undefined);
    expect(() => hashWithKey("a")).toThrow("set RESSAC_KEY, or name a keyFile in the settings");
  });
});
