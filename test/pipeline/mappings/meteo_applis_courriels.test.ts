import {describe, expect, it} from "vitest";
import contract from "../../../pipeline/sources/meteo_applis_courriels.ts";
import {readDelivered} from "../../support/exports.ts";
import {type Row, runModel} from "../../support/models.ts";
import {folderOf} from "../../support/temp.ts";

async function incidents(...mails: Partial<Row>[]): Promise<Row[]> {
  return runModel("meteo_applis_courriels.incidents", {
    "sources.meteo_applis_courriels": mails.map((mail, index) => ({source_line: index + 2, ...mail}))
  });
}

describe("meteo_applis_courriels", () => {
  it("reads a mailbox, addresses hashed", async () => {
    const message =
      "From a@b Tue Mar  3 09:15:00 2026\nMessage-ID: <1@x>\nDate: Tue, 03 Mar 2026 09:15:00 +0100\nSubject: Qualiatic : incident\n\nContact : aide@exemple.example\n\n";
    const folder = await folderOf({"meteo_applis.mbox": message + message.replace("<1@x>", "<2@x>")});
    const {rows} = await readDelivered(contract, `${folder}/meteo_applis.mbox`);
    expect(rows.map(({sent_at}) => String(sent_at))).toEqual(Array(2).fill("2026-03-03 08:15:00+00"));
    expect(rows).toMatchObject([
      {message_id: "1@x", subject: "Qualiatic : incident"},
      {message_id: "2@x", body: expect.stringMatching(/^Contact : email:[0-9a-f]{32}$/) as string}
    ]);
  });
});

describe("meteo_applis_courriels.incidents", () => {
  const sent_at = "2026-03-03 08:15:00+00";

  it("takes application, beginning, end and severity from the lines of the notice", async () => {
    const body =
      "Application : Qualiatic\nDébut de l'incident : 03/03/2026 à 09h05\nFin : 03/03/2026 11:40\nGravité : Majeure\nMessage : Saisie lente";
    expect(await incidents({sent_at, subject: "[Météo des applis] incident", body})).toMatchObject([
      {
        application: "Qualiatic",
        started_at: "2026-03-03 08:05:00+00",
        ended_at: "2026-03-03 10:40:00+00",
        severity_label: "Majeure",
        message: "[Météo des applis] incident : Saisie lente",
        recorded_at: "2026-03-03 08:15:00+00"
      }
    ]);
  });

  it("goes by subject and date of a mail that has no such lines, and keeps one that names no application", async () => {
    expect(
      await incidents(
        {sent_at, subject: "[Météo des applis] Atropos : lenteurs", body: "Bonjour"},
        {sent_at: "2026-03-03 09:15:00+00", subject: "Information", body: "Bonjour"}
      )
    ).toMatchObject([
      {application: "Atropos", started_at: "2026-03-03 08:15:00+00", ended_at: null},
      {application: "unknown", started_at: "2026-03-03 09:15:00+00"}
    ]);
  });
});
