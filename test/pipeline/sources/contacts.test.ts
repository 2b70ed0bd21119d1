import {describe, expect, it} from "vitest";
import {runModel, runSelect} from "../../support/models.ts";

describe("contacts.contacts", () => {
  it("takes a contact as one of persons unless the log says otherwise, recorded when it took place", async () => {
    const rows = await runModel("contacts.contacts", {
      "sources.contacts": [
        {contact_id: "1", contacted_at: "2021-03-01 09:00:00+00", is_automatic: null, was_transferred: null},
        {contact_id: "2", contacted_at: "2021-03-02 09:00:00+00", is_automatic: true, was_resolved: false}
      ]
    });
    expect(rows).toMatchObject([
      {
        system: "contacts",
        contact_id: "1",
        at: "2021-03-01 09:00:00+00",
        recorded_at: "2021-03-01 09:00:00+00",
        is_automatic: false,
        was_transferred: null
      },
      {contact_id: "2", is_automatic: true, was_resolved: false}
    ]);
  });
});

describe("staging.contacts", () => {
  const contact = {system: "contacts", contact_id: "1", source_file_id: "f1", source_line: 2};

  it("brings direction and medium to the shared words, and keeps what nobody has mapped", async () => {
    const rows = await runModel("staging.contacts", {
      "entities.contacts": [
        {...contact, direction_label: "ENTRANT", medium_label: "Telephone", motive: "Facturation"},
        {...contact, contact_id: "2", direction_label: "Sortant", medium_label: "Pigeon"},
        {...contact, contact_id: "3", direction_label: "Interne", medium_label: null}
      ]
    });
    expect(rows).toMatchObject([
      {direction: "inbound", medium: "phone", motive: "Facturation"},
      {direction: "outbound", medium: "unknown", medium_label: "Pigeon"},
      {direction: "unknown", direction_label: "Interne", medium: "unknown"}
    ]);
  });

  it("keeps the latest version of a contact, and the contacts of each system apart", async () => {
    const rows = await runModel("staging.contacts", {
      "entities.contacts": [
        {...contact, motive: "Bug", extracted_date: "2021-03-31"},
        {...contact, motive: "Facturation", extracted_date: "2021-04-30", source_file_id: "f0"},
        {...contact, system: "tickets", motive: "Chat"}
      ]
    });
    expect(rows.map(({system, motive}) => [system, motive])).toEqual([
      ["contacts", "Facturation"],
      ["tickets", "Chat"]
    ]);
  });

  it("knows no contact of the day after", async () => {
    const rows = await runModel(
      "staging.contacts",
      {
        "entities.contacts": [
          {...contact, recorded_at: "2021-03-31 22:00:00+00"},
          {...contact, contact_id: "2", recorded_at: "2021-03-31 21:59:00+00"}
        ]
      },
      {asOf: "2021-03-31"}
    );
    expect(rows).toMatchObject([{contact_id: "2"}]);
  });

  it("knows its customer by whichever id a system has", async () => {
    const rows = await runModel("staging.contacts", {
      "entities.contacts": [{...contact, customer_id: "sell:7"}],
      "staging.customer_keys": [{delivered_id: "sell:7", customer_id: "C1"}]
    });
    expect(rows).toMatchObject([{customer_id: "C1"}]);
  });
});

describe("lookups.contact_targets", () => {
  it("gives each motive one target on a day, of at least one contact and one day", async () => {
    const rows = await runSelect(`
      select motive from lookups.contact_targets
      group by motive, valid_from
      having count(*) > 1 or min(max_contacts) < 1 or min(max_delay_days) < 1 or motive is null
    `);
    expect(rows).toEqual([]);
    expect(await runSelect("select count(*) > 0 as there from lookups.contact_targets")).toEqual([
      {there: true}
    ]);
  });
});
