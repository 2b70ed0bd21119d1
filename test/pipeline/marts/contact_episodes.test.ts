import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";
import {type ContactStory, tellContacts} from "./contacts.ts";

const {fcr: vector} = vectors;
const asOf = vector.cutoff;
const told = tellContacts(
  ...vector.contacts.map(([customer = "", motive = "", adviser = "", day = ""]) => ({
    customer,
    motive,
    adviser,
    day
  }))
);

/** The row of all time, in the window in use unless told otherwise. */
async function resolutionOf(
  given: Given,
  {reach = "same_motive", motive = "all", days = vector.W, until = asOf} = {}
): Promise<Row | undefined> {
  const rows = await runModel("marts.first_contact_resolutions", given, {asOf: until});
  return rows.find(
    (row) => row.reach === reach && row.motive === motive && row.window_days === days && row.period === "all"
  );
}

describe("the reference contacts", () => {
  it("are resolved at first contact as often as the vector says, about the same motive and about any", async () => {
    expect(await resolutionOf(told)).toMatchObject({
      mature_episodes: BigInt(vector.same_motive.n),
      resolved_episodes: BigInt(vector.same_motive.fcr)
    });
    expect(await resolutionOf(told, {reach: "any_motive"})).toMatchObject({
      mature_episodes: BigInt(vector.any_motive.n),
      resolved_episodes: BigInt(vector.any_motive.fcr)
    });
  });

  it("have the episodes of the vector, in the model of episodes too", async () => {
    const rows = await runModel("marts.contact_episodes", told, {asOf});
    const mature = rows.filter(({is_mature}) => is_mature);
    expect(mature).toHaveLength(vector.same_motive.n);
    expect(mature.filter(({resolution}) => resolution === "resolved")).toHaveLength(vector.same_motive.fcr);
    const contacts = mature.reduce((sum, row) => sum + Number(row.contacts), 0);
    expect(contacts / mature.length).toBeCloseTo(vector.contacts_per_episode, 12);
  });

  it("are followed by another as often as the vector says, each held against the earlier adviser", async () => {
    const rows = await runModel("marts.motive_recontacts", told, {asOf});
    expect(rows.find(({motive, period}) => motive === "all" && period === "all")).toMatchObject({
      contacts: BigInt(vector.recontact.n),
      recontacts: BigInt(vector.recontact.x)
    });
    const advisers = await runModel("marts.adviser_recontacts", told, {asOf});
    const found = advisers
      .filter(({period}) => period === "all")
      .map((row) => [row.adviser_id, [Number(row.recontacts), Number(row.contacts)]]);
    expect(Object.fromEntries(found)).toEqual(vector.by_adviser);
  });
});

describe("marts.service_contacts", () => {
  it("counts what customers say to people, and names why the rest is left out", async () => {
    const rows = await runModel(
      "marts.service_contacts",
      tellContacts(
        {day: "2021-03-01"},
        {day: "2021-03-02", direction: "outbound"},
        {day: "2021-03-03", isAutomatic: true},
        {day: "2021-03-04", medium: "system"},
        {day: "2021-03-05", direction: "unknown"}
      )
    );
    expect(rows.map(({scope}) => scope)).toEqual([
      "counted",
      "outbound",
      "automatic",
      "system",
      "no_direction"
    ]);
  });

  it("spells a motive as the lists do, keeps one that no list has, and shows what has none", async () => {
    const rows = await runModel(
      "marts.service_contacts",
      tellContacts(
        {day: "2021-03-01", motive: "FACTURATION "},
        {day: "2021-03-02", motive: "Livraison"},
        {day: "2021-03-03", motive: "livraison"},
        {day: "2021-03-04", motive: null}
      )
    );
    expect(rows.map(({motive}) => motive)).toEqual(["Facturation", "Livraison", "Livraison", "unknown"]);
  });

  it("takes the local day, not that of UTC", async () => {
    const rows = await runModel(
      "marts.service_contacts",
      tellContacts({day: "2021-03-01", time: "23:30:00"}, {day: "2021-07-01", time: "22:30:00"})
    );
    expect(rows.map(({contact_date}) => contact_date)).toEqual(["2021-03-02", "2021-07-02"]);
  });
});

describe("an episode", () => {
  it("goes on over seven days and no further, and over other windows where asked", async () => {
    const given = tellContacts(
      {day: "2021-03-01"},
      {day: "2021-03-08"},
      {customer: "k2", day: "2021-03-01"},
      {customer: "k2", day: "2021-03-09"}
    );
    expect(await runModel("marts.contact_episodes", given)).toMatchObject([
      {customer_id: "k1", contacts: 2n, last_contact_date: "2021-03-08", resolution: "recontacted"},
      {customer_id: "k2", contacts: 1n, resolution: "resolved"},
      {customer_id: "k2", contacts: 1n, resolution: "resolved"}
    ]);
    const episodes = async (days: number) => (await resolutionOf(given, {days}))?.episodes;
    expect([await episodes(5), await episodes(7), await episodes(14), await episodes(30)]).toEqual([
      4n,
      3n,
      2n,
      2n
    ]);
  });

  it("is mature from the seventh day after its first contact on", async () => {
    const given = tellContacts({day: "2021-03-01"});
    expect(await resolutionOf(given, {until: "2021-03-07"})).toMatchObject({
      episodes: 1n,
      mature_episodes: 0n,
      resolution_rate: null
    });
    expect(await resolutionOf(given, {until: "2021-03-08"})).toMatchObject({mature_episodes: 1n});
  });

  it("is not resolved by a contact that was handed on, and says where nobody tells", async () => {
    const given = tellContacts(
      {day: "2021-03-01", wasTransferred: true},
      {customer: "k2", day: "2021-03-01", wasTransferred: false},
      {customer: "k3", day: "2021-03-01", wasTransferred: null}
    );
    expect(await resolutionOf(given)).toMatchObject({
      mature_episodes: 3n,
      resolved_episodes: 2n,
      transferred_episodes: 1n,
      untold_episodes: 1n
    });
  });

  it("counts net without motives that whoever answers cannot settle", async () => {
    const given = tellContacts(
      {day: "2021-03-01", motive: "Facturation"},
      {day: "2021-03-01", motive: "Demande de résiliation"},
      {day: "2021-03-01", motive: "Something new"}
    );
    expect(await resolutionOf(given)).toMatchObject({mature_episodes: 3n});
    expect(await resolutionOf(given, {reach: "net"})).toMatchObject({mature_episodes: 2n});
  });

  it("has the calls back of people among its steps, and lists them", async () => {
    const given = tellContacts(
      {day: "2021-03-01", wasTransferred: true},
      {day: "2021-03-03"},
      {day: "2021-03-05", direction: "outbound", motive: "Suivi"},
      {day: "2021-03-06", direction: "outbound", isAutomatic: true},
      {day: "2021-03-20", direction: "outbound"}
    );
    expect(await runModel("marts.contact_episodes", given)).toMatchObject([
      {contacts: 2n, transfers: 1n, follow_ups: 1n, steps: 4n}
    ]);
    expect(await runModel("marts.contact_follow_ups", given)).toMatchObject([
      {contact_id: "N0003", episode_id: "story:N0001"}
    ]);
  });
});

describe("a re-contact", () => {
  it("counts several contacts of a day once, for whoever answered first", async () => {
    const rows = await runModel(
      "marts.recontacts",
      tellContacts(
        {day: "2021-03-01", adviser: "A1"},
        {day: "2021-03-01", time: "15:00:00", adviser: "A2"},
        {day: "2021-03-04", adviser: "A3"}
      )
    );
    expect(rows).toMatchObject([
      {contact_date: "2021-03-01", contacts: 2n, adviser_id: "A1", is_recontacted: true},
      {contact_date: "2021-03-04", contacts: 1n, adviser_id: "A3", is_recontacted: false}
    ]);
  });

  it("goes to the team of the adviser on the day", async () => {
    const given = {
      ...tellContacts(
        {day: "2021-03-01"},
        {day: "2021-05-01"},
        {day: "2021-07-01"},
        {day: "2021-08-01", adviser: null}
      ),
      "staging.sellers": [
        {seller_id: "A1", team: "North", valid_from: "2021-01-01", valid_to: "2021-04-01"},
        {seller_id: "A1", team: "South", valid_from: "2021-04-01", valid_to: "2021-06-01"}
      ]
    };
    const rows = await runModel("marts.recontacts", given);
    expect(rows.map(({team}) => team)).toEqual(["North", "South", "unknown", "unknown"]);
  });
});

const stories = fc.array(
  fc.record({
    customer: fc.constantFrom("k1", "k2", "k3"),
    motive: fc.constantFrom("invoice", "bug", null),
    adviser: fc.constantFrom("A1", "A2", null),
    day: fc
      .integer({min: 1, max: 60})
      .map((day) => new Date(Date.UTC(2021, 0, day)).toISOString().slice(0, 10)),
    direction: fc.constantFrom("inbound", "inbound", "inbound", "outbound"),
    isAutomatic: fc.constantFrom(false, false, false, true),
    wasTransferred: fc.constantFrom(true, false, null)
  }),
  {maxLength: 40}
);

const sum = (rows: Row[], column: string): number =>
  rows.reduce((total, row) => total + Number(row[column]), 0);

describe("episodes of any contacts", () => {
  it("add up: resolved, handed on and followed are the mature ones, and every contact is in one episode", async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (contacts: ContactStory[]) => {
        const given = tellContacts(...contacts);
        const options = {asOf: "2021-02-15"};
        const inScope = contacts.filter((row) => row.direction === "inbound" && !row.isAutomatic).length;
        const episodes = await runModel("marts.contact_episodes", given, options);
        expect(sum(episodes, "contacts")).toBe(inScope);
        expect(await runModel("checks.contacts_add_up", given, options)).toEqual([]);
        const rows = await runModel("marts.first_contact_resolutions", given, options);
        const wholes = rows.filter(({motive, period}) => motive === "all" && period === "all");
        const inUse = wholes.find((row) => row.reach === "same_motive" && row.window_days === 7);
        expect(Number(inUse?.episodes ?? 0)).toBe(episodes.length);
        for (const any of wholes.filter(({reach}) => reach === "any_motive")) {
          const same = wholes.find(
            (row) => row.reach === "same_motive" && row.window_days === any.window_days
          );
          expect(Number(any.episodes)).toBeLessThanOrEqual(Number(same?.episodes));
        }
        for (const row of rows)
          expect(
            Number(row.resolved_episodes) +
              Number(row.transferred_episodes) +
              Number(row.recontacted_episodes)
          ).toBe(Number(row.mature_episodes));
      }),
      {numRuns: 12}
    );
  });

  it("do not depend on the order in which contacts come", async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (contacts: ContactStory[]) => {
        const given = tellContacts(...contacts);
        const turned = {"staging.contacts": [...(given["staging.contacts"] ?? [])].reverse()};
        for (const model of [
          "marts.contact_episodes",
          "marts.first_contact_resolutions",
          "marts.adviser_recontacts"
        ])
          expect(await runModel(model, turned)).toEqual(await runModel(model, given));
      }),
      {numRuns: 4}
    );
  });
});
