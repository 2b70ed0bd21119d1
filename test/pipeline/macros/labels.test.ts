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

const label = {system: "letters", label: "Prix trop élevé", valid_from: "2020-01-01"};

it("gives the motives of one system, two spellings of a label being one", async () => {
  const rows = await runSelect("from motives_of('letters')", {
    "lookups.motives": [
      {...label, motive: "price"},
      {...label, label: "PRIX TROP ELEVE", motive: "price"},
      {...label, system: "crm", label: "Bug", motive: "bug"},
      {...label, brand: "Marly", motive: "bug"}
    ]
  });
  expect(rows).toEqual([{label_key: "prix trop eleve", motive: "price"}]);
});

it("goes by the latest row on the as-of day; one without a motive takes the label back", async () => {
  const rows = await runSelect("select label_key, motive from motives_of('letters') order by label_key", {
    "lookups.motives": [
      {...label, motive: "price", valid_from: "2021-01-01"},
      {...label, motive: "bug"},
      {...label, motive: "ux", valid_from: "2031-01-01"},
      {...label, label: "Divers", motive: "ux"},
      {...label, label: "Divers", motive: null, valid_from: "2021-01-01"}
    ]
  });
  expect(rows).toEqual([
    {label_key: "divers", motive: null},
    {label_key: "prix trop eleve", motive: "price"}
  ]);
});

it("knows a family for every motive that a label stands for", async () => {
  const rows = await runSelect(`
    select motives.motive from lookups.motives left join motive_families() as families using (motive) where families.family is null`);
  expect(rows).toEqual([]);
});
