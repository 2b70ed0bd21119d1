// What is put into the exports comes out only where it may: every file of the site of each audience is searched.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writeSample} from "../../pipeline/sample/index.ts";
import {audienceSources} from "../../src/audiences/site.ts";
import {loadConfig} from "../../src/config.ts";
import {lineProgress} from "../../src/progress.ts";
import {readContracts} from "../../src/project.ts";
import {run} from "../../src/run.ts";
import {buildSite} from "../../src/site.ts";
import {publishedBuild} from "../../src/warehouse.ts";
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
    mustBeSeenBy: ["retention", "finance"]
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
