// What is put into the exports comes out only where it may: every file of the site of each audience is searched.
import {mkdtemp, readdir, readFile, rm, stat} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writeSample} from "../../pipeline/sample/index.ts";
import {writeLookup} from "../../src/audiences/lookup.ts";
import {audienceSources} from "../../src/audiences/site.ts";
import {loadConfig} from "../../src/config.ts";
import {lineProgress} from "../../src/progress.ts";
import {readContracts} from "../../src/project.ts";
import {run} from "../../src/run.ts";
import {buildSite, serveSite} from "../../src/site.ts";
import {publishedBuild} from "../../src/warehouse.ts";
import {launchBrowser, NONSENSE, openPage} from "../support/browser.ts";
import {type Canaries, plantCanaries} from "./canaries.ts";
import {fieldsFoundIn} from "./search.ts";

type Audience = "management" | "retention" | "finance";

/** What fields hold, the first that fits, and who may see any of it. */
const HOLDINGS: {name: string; fields: RegExp; seenBy: Audience[]; mustBeSeenBy?: Audience[]}[] = [
  {
    name: "words of lists that people keep",
    fields:
      /\.(brand|family|action|application|team|motive|board|competitor|missing_feature|channel)$|^(contacts|zendesk_support_tickets)\.motive$/,
    seenBy: ["management", "retention", "finance"],
    mustBeSeenBy: ["management", "retention", "finance"]
  },
  {
    name: "addresses and phone numbers",
    fields: /\.(\w*email_hash|\w*phone_hash|mobile_hash)$/,
    seenBy: []
  },
  {name: "fields that no contract reads", fields: /\.\(.*\)$/, seenBy: []},
  {
    name: "orders and what was billed for them",
    fields:
      /\.(order_id|order_number|document_id|credits_document_id|invoice_number|memo_number|replaces_order_id|modifies_order_id|contract_id)$/,
    seenBy: ["retention", "finance"],
    mustBeSeenBy: ["retention", "finance"]
  },
  {
    name: "names of sellers",
    fields: /^vendeurs\.name$/,
    seenBy: ["retention", "finance"],
    mustBeSeenBy: ["finance"]
  },
  {
    name: "customers, and what is theirs",
    fields:
      /\.(customer_id|requester_external_id|crm_id|customer_name|requester_name|name|company_name|account_name|recipient_company|domain|third_party_id|third_party_name)$/,
    seenBy: ["retention"],
    mustBeSeenBy: ["retention"]
  },
  {
    name: "cases, alerts and contacts",
    fields: /\.(case_id|deal_id|contact_id|request_id|task_id|ticket_id)$/,
    seenBy: ["retention"],
    mustBeSeenBy: ["retention"]
  },
  {
    name: "what was written",
    fields:
      /^slack_messages\.|\.(notes?|comment|subject|body|message|follow_up|reasons|loss_reason|cancel_reason|title|product|field_label|new_value|old_value|stage|metadata)$/,
    seenBy: ["retention"],
    mustBeSeenBy: ["retention"]
  },
  {name: "anything else", fields: /./, seenBy: []}
];

let folder: string;
let canaries: Canaries;
const found: Record<string, Map<string, string>> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-canaries-"));
  const exports = join(folder, "exports");
  await writeSample({folder: exports, orders: 300, seed: 3});
  canaries = await plantCanaries(exports, await readContracts({sources: []}));
  const config = {...(await loadConfig({exports, out: folder})), keyFile: join(folder, "keys", "ressac.key")};
  await run({config, progress: lineProgress(() => undefined)});
  for (const audience of ["management", "retention", "finance"]) {
    const output = join(config.site, audience);
    await buildSite({...(await audienceSources(config, audience)), output});
    found[audience] = await fieldsFoundIn(output, canaries);
  }
  found.all = await fieldsFoundIn(join(await publishedBuild(config.warehouse), "published"), canaries);
  // Three sites are built.
}, 600_000);

afterAll(() => rm(folder, {recursive: true, force: true}));

const holdingOf = (field: string): string => HOLDINGS.find(({fields}) => fields.test(field))?.name ?? "";

describe("canaries", () => {
  it("are in the fields of every source, and many come out in what is published", () => {
    const fields = new Set([
      ...canaries.words.values(),
      ...[...canaries.values.values()].flatMap((own) => [...own])
    ]);
    expect(new Set([...fields].map((field) => field.split(".")[0])).size).toBeGreaterThan(25);
    expect(found.all?.size).toBeGreaterThan(40);
  });

  it.each(["management", "retention", "finance"] as Audience[])(
    "come out for %s only where they may",
    (audience) => {
      const wrong = [...(found[audience] ?? [])].filter(
        ([field]) => !HOLDINGS.find(({name}) => name === holdingOf(field))?.seenBy.includes(audience)
      );
      expect(wrong).toEqual([]);
    }
  );

  it.each(HOLDINGS.filter(({mustBeSeenBy = []}) => mustBeSeenBy.length > 0))(
    "come out where they are needed: $name",
    ({name, mustBeSeenBy = []}) => {
      for (const audience of mustBeSeenBy)
        expect([...(found[audience]?.keys() ?? [])].map(holdingOf), audience).toContain(name);
    }
  );
});

describe("the key of an audience", () => {
  it("is in no site, and tells who is who only in a file of its owner", async () => {
    const key = (await readFile(join(folder, "keys", "ressac.finance.key"), "utf8")).trim();
    for (const place of ["site", "warehouse"]) {
      for (const file of await filesOf(join(folder, place)))
        expect((await readFile(file)).includes(key), file).toBe(false);
    }
    const config = {...(await loadConfig({out: folder})), keyFile: join(folder, "keys", "ressac.key")};
    const told = await writeLookup(config, {audience: "finance", folder: join(folder, "told")});
    expect((await stat(told.file)).mode & 0o777).toBe(0o600);
    expect(await readFile(told.file, "utf8")).toMatch(/^kind;pseudonym;id\ncustomer;[0-9a-f]{16};CL\d{7}\n/);
    await expect(writeLookup(config, {audience: "retention", folder: join(folder, "told")})).rejects.toThrow(
      /^retention: no column of .* gives it pseudonyms/
    );
  });
});

describe("the pages of an audience from which something was cut", () => {
  it.each(["management", "retention", "finance"] as Audience[])(
    "are drawn for %s without any trouble, say what is not there, and lead nowhere else",
    async (audience) => {
      const site = await serveSite({folder: join(folder, "site", audience), port: 0});
      const browser = await launchBrowser();
      try {
        const pages = await cutPages(join(folder, "site", audience));
        expect(pages.length).toBeGreaterThan(0);
        for (const name of pages) {
          const {page, troubles, close} = await openPage(browser, `${site.url}${name}`);
          expect(troubles, name).toEqual([]);
          expect(await page.innerText("body"), name).not.toMatch(NONSENSE);
          const menu = page.locator("#observablehq-sidebar .observablehq-link a");
          const dead = await page
            .locator("main a[href^='./']")
            .evaluateAll(
              (links, known) =>
                links
                  .map((link) => (link as HTMLAnchorElement).href.replace(/[#?].*/, ""))
                  .filter((href) => !known.includes(href)),
              await menu.evaluateAll((links) =>
                links.map((link) => (link as HTMLAnchorElement).href.replace(/[#?].*/, ""))
              )
            );
          expect(dead, name).toEqual([]);
          await close();
        }
      } finally {
        await browser.close();
        await site.close();
      }
    }
  );
});

async function filesOf(place: string): Promise<string[]> {
  const entries = await readdir(place, {recursive: true, withFileTypes: true});
  return entries.filter((entry) => entry.isFile()).map(({parentPath, name}) => join(parentPath, name));
}

/** Names of the built pages that say that something is not in them. */
async function cutPages(site: string): Promise<string[]> {
  const names = (await readdir(site)).filter((name) => name.endsWith(".html"));
  const texts = await Promise.all(names.map((name) => readFile(join(site, name), "utf8")));
  return names
    .filter((_, index) => texts[index]?.includes('<section class="card empty">'))
    .map((name) => name.replace(".html", ""));
}
