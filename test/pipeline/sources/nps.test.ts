import {expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const answer = {
  customer_id: "C1",
  answered_at: "2020-10-05 08:00:00+00",
  source_file_id: "f1",
  source_line: 2
};

it("nps.alerts: an answer is an alert of its customer and instant", async () => {
  const rows = await runModel("nps.alerts", {
    "sources.nps": [
      {...answer, score: 9, comment: "Parfait"},
      {...answer, customer_id: "C2", score: 0, comment: null, source_line: 3}
    ]
  });
  expect(rows).toMatchObject([
    {
      system: "nps",
      alert_id: "C1@2020-10-05T08:00:00Z",
      kind: "nps",
      at: "2020-10-05 08:00:00+00",
      score: 9,
      score_scale: 10,
      raw_text: "NPS 9/10 : Parfait"
    },
    {customer_id: "C2", score: 0, raw_text: "NPS 0/10"}
  ]);
});

it("nps.alerts: a score that nobody can give is none, and stays in the text", async () => {
  const rows = await runModel("nps.alerts", {"sources.nps": [{...answer, score: 11}]});
  expect(rows).toMatchObject([{score: null, raw_text: "NPS 11/10"}]);
});
