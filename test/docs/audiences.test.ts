// docs/audiences.md is made from the policy: written again, and it fails when it differs (-u).
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {format} from "prettier";
import {expect, it} from "vitest";
import {audiencesPage} from "../../src/audiences/page.ts";
import {readPolicy} from "../../src/audiences/policy.ts";
import {SHIPPED} from "../../src/config.ts";

it("docs/audiences.md says what each audience sees", async () => {
  const written = await format(audiencesPage(await readPolicy(SHIPPED)), {
    ...(JSON.parse(readFileSync(".prettierrc.json", "utf8")) as object),
    parser: "markdown"
  });
  await expect(written).toMatchFileSnapshot(join("..", "..", "docs", "audiences.md"));
  expect(written).toMatch(/\| `customer` +\| id of a customer +\| – +\| yes +\| pseudonym +\|/);
});
