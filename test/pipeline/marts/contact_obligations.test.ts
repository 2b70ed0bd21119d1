import {describe, expect, it} from "vitest";
import {type Row, runModel} from "../../support/models.ts";
import {type ContactStory, tellContacts} from "./contacts.ts";

/** One contact in three days is what billing allows; two in five what a bug does. */
async function obligationsOf(contacts: ContactStory[], asOf = "2021-06-30"): Promise<Record<string, Row>> {
  const told = contacts.map((contact) => ({motive: "Facturation", ...contact}));
  const rows = await runModel("marts.contact_obligations", tellContacts(...told), {asOf});
  return Object.fromEntries(rows.map((row) => [String(row.target), row]));
}

describe("the targets of an episode", () => {
  it("are met by one contact, once no other comes within the window", async () => {
    expect(await obligationsOf([{day: "2021-03-01"}])).toMatchObject({
      contacts: {status: "met", allowed: 1, used: 1n, excess: 0n, breached_at: null},
      delay: {status: "met", allowed: 3, used: 0n, deadline_date: "2021-03-04", breached_at: null}
    });
    expect(await obligationsOf([{day: "2021-03-01"}], "2021-03-07")).toMatchObject({
      contacts: {status: "pending"},
      delay: {status: "pending"}
    });
  });

  it("are broken by the contact that is one too many, at its instant", async () => {
    const {contacts} = await obligationsOf([{day: "2021-03-01"}, {day: "2021-03-02"}, {day: "2021-03-04"}]);
    expect(contacts).toMatchObject({status: "late", excess: 2n, breached_at: "2021-03-02 09:00:00+00"});
    const bug = await obligationsOf([
      {day: "2021-03-01", motive: "Bug / dysfonctionnement"},
      {day: "2021-03-02", motive: "Bug / dysfonctionnement"}
    ]);
    expect(bug).toMatchObject({contacts: {status: "met", allowed: 2}});
  });

  it("are broken by a contact after the last day, at the local end of that day", async () => {
    const inTime = await obligationsOf([{day: "2021-03-01"}, {day: "2021-03-04"}]);
    expect(inTime).toMatchObject({delay: {status: "met", used: 3n}});
    const late = await obligationsOf([{day: "2021-03-01"}, {day: "2021-03-05"}]);
    expect(late).toMatchObject({
      delay: {status: "late", used: 4n, excess: 1n, breached_at: "2021-03-04 23:00:00+00"}
    });
  });

  it("are missing, not late, while a further contact may come", async () => {
    const contacts = [{day: "2021-03-01"}, {day: "2021-03-05"}];
    expect(await obligationsOf(contacts, "2021-03-11")).toMatchObject({
      contacts: {status: "missing"},
      delay: {status: "missing"}
    });
    expect(await obligationsOf(contacts, "2021-03-12")).toMatchObject({delay: {status: "late"}});
  });

  it("cannot be computed where a motive has none", async () => {
    expect(await obligationsOf([{day: "2021-03-01", motive: "Livraison"}])).toMatchObject({
      contacts: {status: "not_computable", allowed: null, breached_at: null},
      delay: {status: "not_computable", deadline_date: null}
    });
  });

  it("are those of the first day of the episode", async () => {
    const given = {
      ...tellContacts(
        {customer: "k1", day: "2021-03-01", motive: "FACTURATION"},
        {customer: "k2", day: "2021-05-01", motive: "facturation"}
      ),
      "lookups.contact_targets": [
        {motive: "Facturation", max_contacts: 1, max_delay_days: 3, valid_from: "2000-01-01"},
        {motive: "Facturation", max_contacts: 2, max_delay_days: null, valid_from: "2021-04-01"}
      ]
    };
    const rows = await runModel("marts.contact_obligations", given);
    expect(rows.map(({customer_id, target, allowed}) => [customer_id, target, allowed])).toEqual([
      ["k1", "contacts", 1],
      ["k1", "delay", 3],
      ["k2", "contacts", 2],
      ["k2", "delay", null]
    ]);
  });
});
