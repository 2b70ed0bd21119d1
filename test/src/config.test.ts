import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {loadConfig, SHIPPED} from "../../src/config.ts";
import {folderOf} from "../support/temp.ts";

const config = (body: string): string => `export default ${body};\n`;

describe("settings", () => {
  it("have defaults that serve the sample", async () => {
    const settings = await loadConfig({});
    expect(settings).toMatchObject({currency: "EUR", language: "fr", timeZone: "Europe/Paris"});
    expect(settings.lookups).toBe(SHIPPED.lookups);
  });

  it("take paths relative to their file", async () => {
    const folder = await folderOf({
      "ressac.config.ts": config(`{exports: "in", sources: ["mine"], lookups: "rules"}`)
    });
    expect(await loadConfig({config: join(folder, "ressac.config.ts")})).toMatchObject({
      exports: join(folder, "in"),
      sources: [join(folder, "mine")],
      lookups: join(folder, "rules"),
      warehouse: join(folder, "data/warehouse")
    });
  });

  it("put all that is generated under --out", async () => {
    const settings = await loadConfig({out: "/tmp/elsewhere"});
    expect(settings).toMatchObject({warehouse: "/tmp/elsewhere/warehouse", site: "/tmp/elsewhere/site"});
  });

  it("put the metrics of a run beside its builds, unless they say where; those of --out stay there", async () => {
    const folder = await folderOf({
      "ressac.config.ts": config(`{metrics: "collected/ressac.prom"}`),
      "wrong.ts": config(`{metrics: "ressac.txt"}`)
    });
    const given = join(folder, "ressac.config.ts");
    expect((await loadConfig({})).metrics).toMatch(/data\/warehouse\/ressac\.prom$/);
    expect((await loadConfig({config: given})).metrics).toBe(join(folder, "collected/ressac.prom"));
    expect((await loadConfig({config: given, out: "/tmp/elsewhere"})).metrics).toBe(
      "/tmp/elsewhere/warehouse/ressac.prom"
    );
    await expect(loadConfig({config: join(folder, "wrong.ts")})).rejects.toThrow(
      /collectors take only files that end with \.prom/
    );
  });

  it("are refused with the name of what is wrong", async () => {
    const folder = await folderOf({
      "wrong.ts": config(`{currency: "euro"}`),
      "misspelt.ts": config(`{expots: "in"}`)
    });
    await expect(loadConfig({config: join(folder, "wrong.ts")})).rejects.toThrow(
      /use a three-letter code.*currency/s
    );
    await expect(loadConfig({config: join(folder, "misspelt.ts")})).rejects.toThrow(/expots/);
    await expect(loadConfig({config: "nowhere.ts"})).rejects.toThrow(
      /nowhere\.ts: no such file; name your settings/
    );
  });
});
