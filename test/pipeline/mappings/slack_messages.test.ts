import {describe, expect, it} from "vitest";
import {type Row, runModel} from "../../support/models.ts";

const EMAIL = `email:${"a".repeat(32)}`;

async function alert(message: Partial<Row>): Promise<Row> {
  const [row = {}] = await runModel("slack_messages.alerts", {
    "sources.slack_messages": [
      {
        sent_at: "2021-04-11 12:00:00.0002+00",
        channel: "alerte-fidelisation",
        source_file_id: "f1",
        source_line: 2,
        ...message
      }
    ]
  });
  return row;
}

describe("slack_messages.alerts", () => {
  it("recognises a churn risk and the contact it links to, in the markup of Slack", async () => {
    for (const text of [
      "Hello https://app.futuresimple.com/crm/contacts/205227819 Churn risk created !",
      "Hello <https://app.futuresimple.com/crm/contacts/205227819> Churn risk created !",
      "Hello <https://app.futuresimple.com/crm/contacts/205227819|Salon Rive> Churn risk created !"
    ])
      expect(await alert({text}), text).toMatchObject({
        alert_id: "alerte-fidelisation/1618142400.000200",
        kind: "churn_risk",
        contact_id: "205227819",
        customer_id: "zendesk_sell:205227819",
        raw_text: "Hello https://app.futuresimple.com/crm/contacts/205227819 Churn risk created !",
        at: "2021-04-11 12:00:00+00",
        recorded_at: "2021-04-11 12:00:00+00",
        score: null
      });
  });

  it("reads shop, instant and reason of a red alert, and looks for no customer by the shop's name", async () => {
    const text =
      "Un RDV a été mis à jour chez un concurrent: sur le shop Chez Élise &amp; fils pour le 11/04/2021, 14:00:00. Raison: Planity";
    expect(await alert({text})).toMatchObject({
      kind: "red_alert",
      shop_name: "Chez Élise & fils",
      appointment_at: "2021-04-11 12:00:00+00",
      competitor: "Planity",
      customer_id: null,
      contact_id: null
    });
  });

  it("leaves out the day that there is not, and the reason that nobody gave", async () => {
    const text =
      "Un RDV a été mis à jour chez un concurrent: sur le shop Rive pour le 31/02/2021, 14:00:00. Raison: ";
    expect(await alert({text})).toMatchObject({
      kind: "red_alert",
      shop_name: "Rive",
      appointment_at: null,
      competitor: null
    });
  });

  it("reads the score, the address and the contact of an NPS answer", async () => {
    const text = `<mailto:${EMAIL}|${EMAIL}> recommande Wavy à 9/10 ! <https://app.futuresimple.com/crm/contacts/165795496>`;
    expect(await alert({text})).toMatchObject({
      kind: "nps",
      score: 9,
      score_scale: 10,
      contact_id: "165795496",
      customer_email_hash: "a".repeat(32),
      raw_text: `${EMAIL} recommande Wavy à 9/10 ! https://app.futuresimple.com/crm/contacts/165795496`
    });
  });

  it("keeps 10 and 0, and takes what is off the scale for no score", async () => {
    const score = async (given: string) =>
      (await alert({text: `${EMAIL} recommande Wavy à ${given}/10 !`})).score;
    expect([await score("10"), await score("0"), await score("11")]).toEqual([10, 0, null]);
  });

  it("looks into attachments, blocks and what is shown instead of them", async () => {
    const text = "Hello https://app.futuresimple.com/crm/contacts/7 Churn risk created !";
    for (const place of [
      "attachment_pretexts",
      "attachment_titles",
      "attachment_texts",
      "attachment_fields",
      "attachment_fallbacks",
      "block_texts"
    ])
      expect(await alert({[place]: text}), place).toMatchObject({
        kind: "churn_risk",
        contact_id: "7",
        raw_text: text
      });
  });

  it("keeps every other message as other", async () => {
    expect(await alert({text: "Upsell : 3 collaborateurs"})).toMatchObject({
      kind: "other",
      raw_text: "Upsell : 3 collaborateurs"
    });
    expect(await alert({subtype: "channel_join"})).toMatchObject({kind: "other", raw_text: null});
  });

  it("has no sign below it rather than signs that nobody knows", async () => {
    expect(await alert({text: "Bonjour"})).toMatchObject({reaction_labels: [], reacted_by: []});
  });

  it("says who has put which sign below it", async () => {
    const reactions = JSON.stringify([
      {name: "white_check_mark", users: ["U2", "U1"], count: "2"},
      {name: "eyes", users: ["U3"], count: "1"}
    ]);
    expect(await alert({text: "Bonjour", reactions})).toMatchObject({
      reaction_labels: ["white_check_mark", "white_check_mark", "eyes"],
      reacted_by: ["U2", "U1", "U3"]
    });
  });
});

describe("slack_messages.customers", () => {
  it("gives each contact once, with the address of its last answer", async () => {
    const link = "https://app.futuresimple.com/crm/contacts/7";
    const one = {channel: "c", source_file_id: "f1"};
    const rows = await runModel("slack_messages.customers", {
      "sources.slack_messages": [
        {
          ...one,
          sent_at: "2021-04-11 12:00:00+00",
          source_line: 2,
          text: `${EMAIL} recommande Wavy à 9/10 ! ${link}`
        },
        {
          ...one,
          sent_at: "2021-04-11 12:00:01+00",
          source_line: 3,
          text: `Hello ${link} Churn risk created !`
        },
        {...one, sent_at: "2021-04-11 12:00:02+00", source_line: 4, text: "Bonjour"}
      ]
    });
    expect(rows).toMatchObject([
      {customer_id: "zendesk_sell:7", email_hash: "a".repeat(32), recorded_at: "2021-04-11 12:00:00+00"}
    ]);
  });
});

describe("staging.alerts", () => {
  const one = {
    system: "slack",
    alert_id: "c/1",
    at: "2021-04-11 12:00:00+00",
    kind: "nps",
    reaction_labels: []
  };

  it("is ticked by those who put a tick below it, whichever tick it is", async () => {
    const rows = await runModel("staging.alerts", {
      "entities.alerts": [
        {
          ...one,
          reaction_labels: ["heavy_check_mark", "eyes", "white_check_mark"],
          reacted_by: ["U2", "U3", "U1"]
        },
        {...one, alert_id: "c/2", reaction_labels: ["eyes"], reacted_by: ["U3"]},
        {...one, alert_id: "c/3", reaction_labels: null}
      ]
    });
    expect(rows).toMatchObject([
      {is_ticked: true, ticked_by: ["U1", "U2"]},
      {is_ticked: false, ticked_by: null},
      {is_ticked: null, ticked_by: null}
    ]);
  });

  it("takes the version with more signs when no export has a day", async () => {
    const rows = await runModel("staging.alerts", {
      "entities.alerts": [
        {...one, source_file_id: "f1", reaction_labels: ["white_check_mark"], reacted_by: ["U1"]},
        {...one, source_file_id: "f2"}
      ]
    });
    expect(rows).toMatchObject([{is_ticked: true, source_file_id: "f1"}]);
  });

  it("finds the customer by contact, by address, or by a shop that the crosswalk names; never by a name", async () => {
    const rows = await runModel("staging.alerts", {
      "entities.customers": [
        {customer_id: "C1", email_hash: "a", name: "Rive"},
        {customer_id: "zendesk_sell:7", same_as_customer_id: "C1"},
        {customer_id: "C2", name: "Quai"}
      ],
      "lookups.customer_crosswalk": [
        {system: "shop", customer_id: "Quai", canonical_customer_id: "C2", date: "2021-01-01"}
      ],
      "entities.alerts": [
        {...one, alert_id: "1", customer_id: "zendesk_sell:7"},
        {...one, alert_id: "2", customer_email_hash: "a"},
        {...one, alert_id: "3", shop_name: "Quai"},
        {...one, alert_id: "4", shop_name: "Rive"},
        {...one, alert_id: "5", customer_id: "zendesk_sell:8"}
      ]
    });
    expect(rows.map(({customer_id}) => customer_id)).toEqual(["C1", "C1", "C2", null, "zendesk_sell:8"]);
  });
});

describe("an NPS answer that two systems tell", () => {
  const slack = {
    system: "slack_messages",
    alert_id: "c/1",
    customer_id: "C1",
    kind: "nps",
    score: 4,
    at: "2021-04-11 12:00:00+00",
    reaction_labels: []
  };
  const form = {
    ...slack,
    system: "nps",
    alert_id: "C1@1",
    at: "2021-04-11 08:30:00+00",
    reaction_labels: null
  };

  it("is one, as the system tells it in which it can be ticked", async () => {
    expect(await runModel("staging.alerts", {"entities.alerts": [form, slack]})).toMatchObject([
      {alert_id: "c/1", system: "slack_messages", systems: ["nps", "slack_messages"], is_ticked: false}
    ]);
  });

  it("is another one of another customer, score or local day, or without a customer or a score", async () => {
    for (const change of [
      {customer_id: "C2"},
      {score: 5},
      // Past midnight in Paris.
      {at: "2021-04-11 22:30:00+00"},
      {kind: "other"}
    ]) {
      const rows = await runModel("staging.alerts", {"entities.alerts": [{...form, ...change}, slack]});
      expect(rows, JSON.stringify(change)).toHaveLength(2);
    }
    for (const unknown of [{customer_id: null}, {score: null}]) {
      const rows = await runModel("staging.alerts", {
        "entities.alerts": [
          {...form, ...unknown},
          {...slack, ...unknown}
        ]
      });
      expect(rows, JSON.stringify(unknown)).toHaveLength(2);
    }
  });

  it("given twice on a day is two in each system, and two in all", async () => {
    const again = (alert: Partial<Row>) => ({...alert, alert_id: `${String(alert.alert_id)}+`});
    const rows = await runModel("staging.alerts", {
      "entities.alerts": [form, again(form), slack, again(slack)]
    });
    expect(rows.map(({alert_id, systems}) => [alert_id, systems])).toEqual([
      ["c/1", ["nps", "slack_messages"]],
      ["c/1+", ["nps", "slack_messages"]]
    ]);
  });
});
