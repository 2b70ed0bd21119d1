// The request board that took the place of the alert channel: a form fills it, and a task moves from column to column.
import {alertsOf, BOARD_FROM, type Alert} from "./alerts.ts";
import {extractions, workday, type Day} from "./days.ts";
import {PLAIN} from "./dialect.ts";
import {plainDate, sellContactId} from "./own-tools.ts";
import {fill, streamOf, type Fact, type SampleSystem} from "./systems.ts";

const HEADER = [
  "Task ID",
  "Created At",
  "Completed At",
  "Last Modified",
  "Name",
  "Section/Column",
  "Assignee",
  "Assignee Email",
  "Start Date",
  "Due Date",
  "Tags",
  "Notes",
  "Projects",
  "Parent task",
  "Blocked By (Dependencies)",
  "Blocking (Dependencies)",
  "Type de risque de churn"
] as const;

const COLUMNS = {
  new_request: "Nouvelle requête",
  waiting: "En attente",
  done: "Rdv posé ou requête résolu"
} as const;
const SUBJECTS: Record<Alert["kind"], string> = {
  churn_risk: "Menace de résilier",
  red_alert: "Red alert",
  nps: "NPS",
  other: "Autre demande"
};

export const ASANA: SampleSystem = {
  name: "asana_taches",
  header: HEADER,
  dialect: PLAIN,
  extractions: extractions(3),
  truthHeader: ["task_id", "kind", "customer_id"],
  tell: (told): Fact[] => {
    const random = streamOf(told, "asana");
    const {customer} = told.story;
    const alerts = alertsOf(told).filter(({at}) => at.day >= BOARD_FROM);
    return alerts.map((alert, position) => {
      const id = String(1_200_000_000_000_000 + customer.index * 1000 + position);
      const waits = workday(alert.at.day + random.int(0, 2));
      const done = alert.isTicked ? workday(waits + random.int(0, 9)) : null;
      const inNotes = random.chance(0.6);
      const expert = random.pick(["Ambre", "Basile", "Céleste"] as const);
      return {
        changes: [alert.at.day, waits, ...(done === null ? [] : [done])],
        rows: (day) => [
          taskCells(
            {id, alert, waits, done, inNotes, expert, name: customer.name, contact: sellContactId(customer)},
            day
          )
        ],
        truth: [id, alert.kind, customer.id]
      };
    });
  }
};

interface Task {
  id: string;
  alert: Alert;
  waits: Day;
  done: Day | null;
  inNotes: boolean;
  expert: string;
  name: string;
  contact: string;
}

function taskCells({id, alert, waits, done, inNotes, expert, name, contact}: Task, day: Day): string[] {
  const isDone = done !== null && done <= day;
  const column = isDone ? "done" : waits <= day ? "waiting" : "new_request";
  const kind = alert.kind === "churn_risk" ? "Résiliation" : "";
  const notes = [
    "Nom de l'expert soumettant sa requête:",
    expert,
    "",
    "L'objet de la requête:",
    SUBJECTS[alert.kind],
    "",
    "Lien du zendesk du partenaire:",
    `https://app.futuresimple.com/crm/contacts/${contact}`,
    "",
    "Description de la requête:",
    alert.text,
    ...(inNotes && kind !== "" ? ["", "Type de risque de churn:", kind] : [])
  ];
  return fill(HEADER, {
    "Task ID": id,
    "Created At": plainDate(alert.at.day),
    "Completed At": isDone ? plainDate(done) : "",
    "Last Modified": plainDate(isDone ? done : Math.max(alert.at.day, Math.min(waits, day))),
    Name: `${SUBJECTS[alert.kind]} - ${name}`,
    "Section/Column": COLUMNS[column],
    Assignee: expert,
    "Assignee Email": `${expert
      .normalize("NFD")
      .replace(/\P{ASCII}/gu, "")
      .toLowerCase()}@exemple.example`,
    "Due Date": plainDate(workday(alert.at.day + 1)),
    Tags: alert.kind,
    Notes: notes.join("\n"),
    Projects: "Alerte fid",
    "Type de risque de churn": inNotes ? "" : kind
  });
}
