import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {describe, expect, it} from "vitest";
import loaderSections from "../../../pipeline/sources/asana_loader_sections.ts";
import loaderTaskSections from "../../../pipeline/sources/asana_loader_task_sections.ts";
import loaderTasks from "../../../pipeline/sources/asana_loader_tasks.ts";
import asana from "../../../pipeline/sources/asana_taches.ts";
import {CellProblem, instant} from "../../../src/cells.ts";
import type {Contract} from "../../../src/contract.ts";
import {MACHINE} from "../../../src/dialect.ts";
import {type Outcome, readFileBytes} from "../../../src/ingest/reading.ts";
import {type Row, runModel} from "../../support/models.ts";

const LOADER = "../shared/data/loader-headers/dbt_asana";

function outcomesOf(bytes: Buffer | string, contract: Contract): Outcome[] {
  const file = readFileBytes(Buffer.from(bytes), contract);
  if (Array.isArray(file)) throw new Error(file.join("\n"));
  return [...file.outcomes];
}

async function task(cells: Partial<Row>): Promise<Row> {
  const [row = {}] = await runModel("asana_taches.tasks", {
    "sources.asana_taches": [{task_id: "1", created_date: "2021-04-11", name: "RDC", ...cells}]
  });
  return row;
}

describe("asana_taches", () => {
  const header =
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task,Blocked By (Dependencies),Blocking (Dependencies),Type de risque de churn";

  it("reads an export with custom columns, and says which columns it does not use", () => {
    const line =
      '1200093857,2021-04-11,,2021-04-12,Salon Rive,Nouvelle requête,Inès,i@exemple.example,,2021-04-13,"fid,nps","a\nb",Alerte fid,,,,Prix\n';
    expect(outcomesOf(`\ufeff${header}\n${line}`, asana)).toMatchObject([
      {
        kind: "loaded",
        row: {task_id: "1200093857", column_label: "Nouvelle requête", churn_risk_label: "Prix"}
      }
    ]);
    const file = readFileBytes(Buffer.from(`${header}\n${line}`), asana);
    expect(Array.isArray(file) ? [] : file.layout.header.unknown).toContain("Assignee Email");
  });

  it("refuses an id that a spreadsheet has rounded", () => {
    const line = "1.21143E+15,2021-04-11,,,Salon,,,,,,,,,,,,\n";
    expect(outcomesOf(`${header}\n${line}`, asana)).toMatchObject([
      {kind: "quarantined", problems: [{column_name: "task_id", reason_code: "damaged_id"}]}
    ]);
  });
});

describe("asana_taches.tasks", () => {
  const link = "https://app.futuresimple.com/crm/contacts/205227819";

  it("takes the answers of the form from columns of their own", async () => {
    expect(
      await task({
        subject: "Menace de résilier",
        customer_link: link,
        wished_end: "31/05/2021",
        tags: "fid, nps"
      })
    ).toMatchObject({
      subject: "Menace de résilier",
      customer_id: "zendesk_sell:205227819",
      wished_end_date: "2021-05-31",
      tags: ["fid", "nps"],
      recorded_at: "2021-04-10 22:00:00+00"
    });
  });

  it("takes them from the notes, behind their question or below it", async () => {
    const notes = [
      "Nom de l’expert soumettant sa requête:",
      "Inès",
      "",
      "L'objet de la requête: Menace de résilier",
      `Lien du zendesk du partenaire : ${link}`,
      "Type de risque de churn:",
      "Prix",
      "Date de fin idéale: 2021-05-31"
    ].join("\n");
    expect(await task({notes})).toMatchObject({
      requested_by: "Inès",
      subject: "Menace de résilier",
      customer_id: "zendesk_sell:205227819",
      churn_risk_label: "Prix",
      wished_end_date: "2021-05-31",
      description: notes
    });
  });

  it("leaves empty what nobody answered", async () => {
    expect(await task({notes: "Rappeler", wished_end: "fin mai"})).toMatchObject({
      customer_id: null,
      subject: null,
      wished_end_date: null,
      description: "Rappeler"
    });
  });
});

describe("asana_loader_tasks", () => {
  const readsZones = !CellProblem.is(instant().parse("2019-09-18T16:48:31.176Z", MACHINE));

  it.skipIf(!existsSync(LOADER))("reads the columns and places of a real loader", async () => {
    for (const [name, contract] of [
      ["section_data", loaderSections],
      ["task_section_data", loaderTaskSections]
    ] as const) {
      const outcomes = outcomesOf(await readFile(`${LOADER}/${name}.csv`), contract);
      expect(outcomes.length).toBeGreaterThan(1);
      expect(outcomes.filter(({kind}) => kind !== "loaded")).toEqual([]);
    }
  });

  it.skipIf(!existsSync(LOADER) || !readsZones)("reads the tasks of a real loader", async () => {
    expect(outcomesOf(await readFile(`${LOADER}/task_data.csv`), loaderTasks)).toMatchObject([
      {kind: "loaded", row: {task_id: "1138074657603006", assignee_id: "1126539287026862"}}
    ]);
  });

  it("puts a task into its column, the first board going before others", async () => {
    const rows = await runModel("asana_loader_tasks.tasks", {
      "sources.asana_loader_tasks": [
        {task_id: "1", created_at: "2021-04-10 23:00:00+00", due_on: "2021-04-13 00:00:00+00"},
        {task_id: "2"}
      ],
      "sources.asana_loader_sections": [
        {section_id: "s1", name: "En attente", project_id: "p2"},
        {section_id: "s2", name: "Nouvelle requête", project_id: "p1"}
      ],
      "sources.asana_loader_task_sections": [
        {section_id: "s1", task_id: "1"},
        {section_id: "s2", task_id: "1"}
      ]
    });
    expect(rows).toMatchObject([
      {
        task_id: "1",
        column_label: "Nouvelle requête",
        board: "p1",
        created_date: "2021-04-11",
        due_date: "2021-04-13"
      },
      {task_id: "2", column_label: null}
    ]);
  });
});

describe("staging.tasks", () => {
  it("names the column, and calls done what is marked so", async () => {
    const one = {system: "asana", created_date: "2021-04-11"};
    const rows = await runModel("staging.tasks", {
      "entities.tasks": [
        {...one, task_id: "1", column_label: "nouvelle requete"},
        {...one, task_id: "2", column_label: "En attente", completed_date: "2021-04-12"},
        {...one, task_id: "3", column_label: "Rdv posé ou requête résolu"},
        {...one, task_id: "4", column_label: "Idées"}
      ]
    });
    expect(rows.map(({board_column}) => board_column)).toEqual(["new_request", "done", "done", "unknown"]);
  });
});
