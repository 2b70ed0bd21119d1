// Alerts about customers of the brand that came with its own tools: first messages of a Slack channel, later tasks of an
// Asana board, which took its place.
import {COMPETITORS} from "./company.ts";
import {dayOf, LAST_DAY, workday, type Instant} from "./days.ts";
import {npsAnswers} from "./nps.ts";
import {emailOf, hasOwnTools, sellContactId} from "./own-tools.ts";
import {streamOf, type Told} from "./systems.ts";

/** First day on which requests go to the board instead of the channel. */
export const BOARD_FROM = dayOf("2026-01-01");

export interface Alert {
  kind: "churn_risk" | "red_alert" | "nps" | "other";
  at: Instant;
  text: string;
  competitor: string;
  isTicked: boolean;
}

const APP = "https://app.futuresimple.com/crm/contacts";
const UPSELLS = [
  "Upsell : ajout de deux collaborateurs",
  "Demande de matériel : un terminal",
  "Rappeler pour le devis"
];

/** All alerts about a customer up to the last day, in the order of their days. */
export function alertsOf(told: Told): Alert[] {
  const {customer, cases} = told.story;
  if (!hasOwnTools(customer)) return [];
  const random = streamOf(told, "alerts");
  const link = `${APP}/${sellContactId(customer)}`;
  const alerts: Omit<Alert, "isTicked">[] = npsAnswers(told).map(({at, score}) => ({
    kind: "nps" as const,
    at,
    text: `${emailOf(customer)} recommande ${customer.brand} à ${score}/10 ! ${link}`,
    competitor: ""
  }));
  for (const {opened, competitor} of cases) {
    alerts.push({kind: "churn_risk", at: opened, text: `Hello ${link} Churn risk created !`, competitor: ""});
    if (competitor === "" && !random.chance(0.1)) continue;
    const rival = competitor === "" ? random.pick(COMPETITORS) : competitor;
    const met = workday(opened.day - random.int(0, 10));
    const at = {day: workday(met - random.int(1, 12)), minute: random.int(8 * 60, 19 * 60)};
    const words = `Un RDV a été mis à jour chez un concurrent: sur le shop ${customer.name} pour le ${written(met)}, 14:00:00. Raison: ${rival}`;
    alerts.push({kind: "red_alert", at, text: words, competitor: rival});
  }
  if (random.chance(0.2)) {
    const at = {day: workday(customer.arrival + random.int(20, 300)), minute: random.int(9 * 60, 18 * 60)};
    alerts.push({kind: "other", at, text: `${random.pick(UPSELLS)} ${link}`, competitor: ""});
  }
  return alerts
    .filter(({at}) => at.day <= LAST_DAY)
    .sort((a, b) => a.at.day - b.at.day || a.at.minute - b.at.minute)
    .map((alert) => ({...alert, isTicked: random.chance(alert.kind === "red_alert" ? 0.8 : 0.68)}));
}

function written(day: number): string {
  const [year, month, date] = new Date(day * 86_400_000).toISOString().slice(0, 10).split("-");
  return `${date}/${month}/${year}`;
}
