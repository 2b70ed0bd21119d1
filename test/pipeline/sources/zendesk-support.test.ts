import {describe, expect, it} from "vitest";
import zendeskSupportTicketData from "../../../pipeline/sources/zendesk_support_ticket_data.ts";
import zendeskSupportTickets from "../../../pipeline/sources/zendesk_support_tickets.ts";
import {machine, readWith, sharedFile} from "../../support/contracts.ts";
import {runModel} from "../../support/models.ts";

const seed = sharedFile("loader-headers/dbt_zendesk/ticket_data.csv");

describe("the tickets of Zendesk Support", () => {
  it("are read from the account, with the custom fields that the contract knows", () => {
    const {rows, refused, unknown} = readWith(
      zendeskSupportTickets,
      machine(
        "Summation column,Id,Requester,Requester id,Requester external id,Requester email,Assignee,Subject,Status,Via,Created at,Group stations,Motif [list],Age [dec],N° client [txt]",
        "1,1595,Ambre,396,,gerante@salon.example,Hugo Corm,Rappeler gerante@salon.example,Solved,Mail,2021-10-05 14:30,2,Facturation,3,CL1"
      )
    );
    expect({refused, unknown}).toEqual({refused: [], unknown: ["Summation column", "Age [dec]"]});
    expect(rows).toMatchObject([
      {
        ticket_id: "1595",
        created_at: "2021-10-05 12:30:00+00",
        group_stations: 2,
        motive: "Facturation",
        customer_id: "CL1"
      }
    ]);
    expect(rows[0]?.subject).toMatch(/^Rappeler email:[0-9a-f]{32}$/);
  });

  it.skipIf(seed === undefined)(
    "are read to the last as a loader writes them (skipped without its seed)",
    () => {
      const {rows, refused} = readWith(zendeskSupportTicketData, seed ?? Buffer.alloc(0));
      expect(refused).toEqual([]);
      expect(rows).toHaveLength(10);
      expect(rows[0]).toMatchObject({
        ticket_id: "1595",
        requester_id: "396331237134",
        status_label: "deleted",
        via: "web",
        created_at: "2020-02-19 01:54:52+00",
        synced_at: "2020-03-20 02:32:49+00"
      });
    }
  );

  it("say what is wrong", () => {
    expect(() => readWith(zendeskSupportTickets, machine("Id,State,Created at"))).toThrow(
      /column "Status", "Statut" is missing; the nearest header found is "State"/
    );
    const {refused} = readWith(
      zendeskSupportTickets,
      machine("Id,Status,Created at", "1,Open,05/10/2021 14:30", ",Open,2021-10-05 14:30")
    );
    expect(refused).toEqual([
      "2 created_at: not a day written yyyy-mm-dd",
      "3 ticket_id: a value is required here"
    ]);
  });
});

const ticket = {
  ticket_id: "1",
  requester_id: "396",
  status_label: "Solved",
  created_at: "2021-10-05 12:30:00+00",
  source_file_id: "f1",
  source_line: 2,
  extracted_date: "2021-10-31"
};

describe("zendesk_support.contacts", () => {
  it("are tickets, under the customer that a field or the requester names; deleted ones are left out", async () => {
    const rows = await runModel("zendesk_support.contacts", {
      "sources.zendesk_support_tickets": [
        {
          ...ticket,
          customer_id: "CL1",
          motive: "Facturation",
          via: "Mail",
          group_stations: 1,
          assignee_stations: 2
        },
        {...ticket, ticket_id: "2", status_label: "Open", ticket_type: "Question", source_line: 3},
        {...ticket, ticket_id: "3", status_label: "Deleted", source_line: 4},
        {...ticket, ticket_id: "4", status_label: "À revoir", source_line: 5}
      ]
    });
    expect(
      rows.map(({contact_id, customer_id, motive, was_transferred, was_resolved}) => [
        contact_id,
        customer_id,
        motive,
        was_transferred,
        was_resolved
      ])
    ).toEqual([
      ["1", "CL1", "Facturation", true, true],
      ["2", "zendesk_support:396", "Question", null, false],
      ["4", "zendesk_support:396", null, null, null]
    ]);
  });

  it("count from the day of the copy where a loader made it", async () => {
    const rows = await runModel("zendesk_support.contacts", {
      "sources.zendesk_support_ticket_data": [
        {...ticket, extracted_date: null, synced_at: "2021-11-03 02:00:00+00"},
        {...ticket, ticket_id: "2", is_gone: true}
      ]
    });
    expect(rows).toMatchObject([{contact_id: "1", extracted_date: "2021-11-03", direction_label: "Inbound"}]);
  });
});

it("zendesk_support.customers: who asks, once a file, declaring the company's number", async () => {
  const rows = await runModel("zendesk_support.customers", {
    "sources.zendesk_support_tickets": [
      {...ticket, requester_external_id: "CL1", requester_name: "Ambre", requester_email_hash: "e"},
      {...ticket, ticket_id: "2", source_line: 3, requester_name: "Ambre"}
    ]
  });
  expect(rows).toMatchObject([
    {
      customer_id: "zendesk_support:396",
      same_as_customer_id: "CL1",
      name: "Ambre",
      email_hash: "e",
      source_line: 2n
    }
  ]);
});
