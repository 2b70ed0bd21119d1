import {expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

it("compares labels without case, accents and kinds of blank", async () => {
  const [row] = await runSelect(
    "select label_key(' TÉLÉVENTE ') as plain, label_key('Service\u00a0 \u202fclient') as blanks, label_key(null) as missing"
  );
  expect(row).toEqual({plain: "televente", blanks: "service client", missing: null});
});

it("gives two spellings of a label one meaning", async () => {
  const rows = await runSelect("from labels_of('channel')", {
    "lookups.labels": [
      {vocabulary: "channel", label: "Rétention", value: "retention"},
      {vocabulary: "channel", label: "RETENTION", value: "retention"},
      {vocabulary: "order_status", label: "Retention", value: "active"}
    ]
  });
  expect(rows).toEqual([{label_key: "retention", value: "retention"}]);
});

it("gives the motives of one system, two spellings of a label being one", async () => {
  const rows = await runSelect("from motives_of('letters')", {
    "lookups.motives": [
      {system: "letters", label: "Prix trop élevé", motive: "price"},
      {system: "letters", label: "PRIX TROP ELEVE", motive: "price"},
      {system: "crm", label: "Bug", motive: "bug"}
    ]
  });
  expect(rows).toEqual([{label_key: "prix trop eleve", motive: "price"}]);
});
