// The request board that took the place of the alert channel: a form fills it, and a task moves from column to column. In the
// time of the channel, account managers set their tasks on a board of their own.
import {ALERT_TRUTH, alertsOf, alertTruth, BOARD_FROM, type Alert, type AlertKind} from "./alerts.ts";
import {extractions, workday, type Day} from "./days.ts";
import {frenchDate, PLAIN} from "./dialect.ts";
import {plainDate, sellContactId} from "./own-tools.ts";
import type {Random} from "./random.ts";
import {fill, streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

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
  "Lien du ticket zendesk",
  "Type de risque de churn",
  "Si le rendez-vous est posé, le jour et l'Account Manager concerné"
] as const;

const COLUMNS = {
  new_request: "Nouvelle requête",
  waiting: "En attente",
  done: "Rdv posé ou requête résolu"
} as const;
const SUBJECTS: Record<AlertKind, string> = {
  churn_risk: "Menace de résilier",
  red_alert: "Red alert",
  nps: "NPS",
  other: "Autre demande"
};
const TASKS = {churn_risk: "rdc infos & rdv", red_alert: "red alert"} as const;
const EXPERTS = ["Ambre", "Basile", "Céleste"] as const;

/** Requests whose expert gives the support ticket, a mandatory field that nothing enforces. */
const TICKET_RATE = 0.88;

export const ASANA: SampleSystem = {
  name: "asana_taches",
  header: HEADER,
  dialect: PLAIN,
  extractions: extractions(3),
  truthHeader: ["task_id", "kind", "customer_id", "has_ticket_link", ...ALERT_TRUTH],
  tell: (told): Fact[] => {
    const alerts = alertsOf(told);
    const requests = streamOf(told, "asana");
    const tasks = streamOf(told, "asana_tasks");
    return alerts.flatMap((alert, position) => {
      const id = String(1_200_000_000_000_000 + told.story.customer.index * 1000 + position);
      if (alert.at.day >= BOARD_FROM) return [requestOf(requests, told, {id, alert})];
      return managerTask(tasks, told, {id, alert});
    });
  }
};

interface Ticket {
  id: string;
  alert: Alert;
}

function requestOf(random: Random, told: Told, {id, alert}: Ticket): Fact {
  const {customer} = told.story;
  const {at, handling} = alert;
  const waits = workday(at.day + random.int(0, 2));
  const later = workday(waits + random.int(0, 9));
  const done = handling === null ? (alert.isTicked ? later : null) : handling.doneDay;
  const made = handling?.madeDay ?? null;
  const request: Request = {
    id,
    alert,
    waits,
    done,
    made,
    due: handling === null ? workday(at.day + 1) : handling.taskDay,
    inNotes: random.chance(0.6),
    expert: random.pick(EXPERTS),
    hasTicket: random.chance(TICKET_RATE),
    name: customer.name,
    contact: sellContactId(customer)
  };
  return {
    changes: [at.day, waits, ...[done, made].filter((day) => day !== null)],
    rows: (day) => [requestCells(request, day)],
    truth: [id, alert.kind, customer.id, String(request.hasTicket), ...alertTruth(alert)]
  };
}

interface Request {
  id: string;
  alert: Alert;
  waits: Day;
  done: Day | null;
  /** Day on which a meeting is made. */
  made: Day | null;
  due: Day | null;
  inNotes: boolean;
  expert: string;
  hasTicket: boolean;
  name: string;
  contact: string;
}

function requestCells(request: Request, day: Day): string[] {
  const {id, alert, waits, done, made, inNotes, expert, name} = request;
  const isDone = done !== null && done <= day;
  const isMade = made !== null && made <= day;
  const column = isDone ? "done" : waits <= day ? "waiting" : "new_request";
  const kind = alert.kind === "churn_risk" ? "Résiliation" : "";
  const changes = [alert.at.day, waits, done ?? alert.at.day, made ?? alert.at.day];
  return fill(HEADER, {
    "Task ID": id,
    "Created At": plainDate(alert.at.day),
    "Completed At": isDone ? plainDate(done) : "",
    "Last Modified": plainDate(Math.max(...changes.filter((change) => change <= day))),
    Name: `${SUBJECTS[alert.kind]} - ${name}`,
    "Section/Column": COLUMNS[column],
    Assignee: expert,
    "Assignee Email": addressOf(expert),
    "Due Date": plainDate(request.due),
    Tags: alert.kind,
    Notes: formNotes(request, inNotes ? kind : ""),
    Projects: "Alerte fid",
    "Lien du ticket zendesk": ticketLink(request, !inNotes),
    "Type de risque de churn": inNotes ? "" : kind,
    "Si le rendez-vous est posé, le jour et l'Account Manager concerné": isMade
      ? `${frenchDate(alert.handling?.meetingDay ?? made)} ${expert}`
      : ""
  });
}

function formNotes(request: Request, kind: string): string {
  const {alert, expert, contact} = request;
  const ticket = ticketLink(request, request.inNotes);
  return [
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
    ...(ticket === "" ? [] : ["", "Lien du ticket zendesk:", ticket]),
    ...(kind === "" ? [] : ["", "Type de risque de churn:", kind])
  ].join("\n");
}

/** The link, where it is given and belongs here: in a column of its own, or in the notes. */
function ticketLink({id, hasTicket}: Request, isHere: boolean): string {
  return hasTicket && isHere ? `https://support.example/agent/tickets/${id.slice(-7)}` : "";
}

/** The task that an account manager sets after a message of the channel. */
function managerTask(random: Random, told: Told, {id, alert}: Ticket): Fact[] {
  const {handling, kind, at} = alert;
  const expert = random.pick(EXPERTS);
  const {customer} = told.story;
  if (handling === null || handling.taskDay === null || kind === "nps" || kind === "other") return [];
  const {taskDay, madeDay, meetingDay} = handling;
  const cells = {
    "Task ID": id,
    "Created At": plainDate(at.day),
    Name: `${TASKS[kind]} - ${customer.name}`,
    Assignee: expert,
    "Assignee Email": addressOf(expert),
    "Due Date": plainDate(taskDay),
    Notes: `https://app.futuresimple.com/crm/contacts/${sellContactId(customer)}`,
    Projects: "Tâches AM"
  };
  const doneDay = Math.max(taskDay, madeDay ?? taskDay);
  const rows = (day: Day): string[][] => {
    const isMade = madeDay !== null && meetingDay !== null && madeDay <= day;
    const isDone = doneDay <= day;
    return [
      fill(HEADER, {
        ...cells,
        "Completed At": isDone ? plainDate(doneDay) : "",
        "Last Modified": plainDate(isDone ? doneDay : at.day),
        "Si le rendez-vous est posé, le jour et l'Account Manager concerné": isMade
          ? `${frenchDate(meetingDay)} ${expert}`
          : ""
      })
    ];
  };
  const truth = [id, "task", customer.id, ...Array.from({length: ALERT_TRUTH.length + 1}, () => "")];
  return [{changes: [at.day, doneDay], rows, truth}];
}

function addressOf(expert: string): string {
  const plain = expert.normalize("NFD").replace(/\P{ASCII}/gu, "");
  return `${plain.toLowerCase()}@exemple.example`;
}
