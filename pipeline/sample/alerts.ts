// Alerts about customers of the brand that came with its own tools: first messages of a Slack channel, later tasks of an
// Asana board, which took its place.
import {dayOf, LAST_DAY, workday, type Day, type Instant} from "./days.ts";
import {handleAlert, handlingTruth, type Handling} from "./handling.ts";
import {npsAnswers} from "./nps.ts";
import {emailOf, hasOwnTools, sellContactId} from "./own-tools.ts";
import {redAlertsOf} from "./red-alerts.ts";
import {streamOf, type Told} from "./systems.ts";

/** First day on which requests go to the board instead of the channel. */
export const BOARD_FROM = dayOf("2026-01-01");

export type AlertKind = "churn_risk" | "red_alert" | "nps" | "other";

export interface Alert {
  kind: AlertKind;
  at: Instant;
  text: string;
  isTicked: boolean;
  /** Day on which the competitor of a red alert comes. */
  met: Day | null;
  /** The request to leave that a red alert announces. */
  announces: Day | null;
  /** What is done about it; null where nothing has to be. */
  handling: Handling | null;
}

type Raised = Omit<Alert, "isTicked" | "handling">;

const APP = "https://app.futuresimple.com/crm/contacts";
const UPSELLS = [
  "Upsell : ajout de deux collaborateurs",
  "Demande de matériel : un terminal",
  "Rappeler pour le devis"
];
/** Days within which what is done about one alert may be taken for what is done about another. */
const APART = 45;

/** Truth about an alert beside who and what it is about. */
export const ALERT_TRUTH = ["announces", "lead_days", "is_premature_tick", "is_unticked", "duty"] as const;

/** All alerts about a customer up to the last day, in the order of their days. */
export function alertsOf(told: Told): Alert[] {
  if (!hasOwnTools(told.story.customer)) return [];
  const ticks = streamOf(told, "alerts");
  const handlings = streamOf(told, "alert_handling");
  const raised = raisedAlerts(told);
  return raised.map((alert) => {
    const isTicked = ticks.chance(0.68);
    if (alert.kind === "nps" || alert.kind === "other") return {...alert, isTicked, handling: null};
    const {day} = alert.at;
    const isAlone = !raised.some(
      (other) => other !== alert && other.kind === alert.kind && Math.abs(other.at.day - day) <= APART
    );
    const {kind, met} = alert;
    const handling = handleAlert(handlings, {kind, day, met, isOnBoard: day >= BOARD_FROM, isAlone});
    return {...alert, isTicked: handling.isTicked, handling};
  });
}

/** The cells of `ALERT_TRUTH` of an alert; blank where there is nothing to tell. */
export function alertTruth({at, met, announces, handling}: Alert): string[] {
  const isAnnounced = announces !== null && announces <= LAST_DAY;
  return [
    isAnnounced ? new Date(announces * 86_400_000).toISOString().slice(0, 10) : "",
    isAnnounced ? String(announces - at.day) : "",
    ...(handling === null ? ["false", "false", ""] : handlingTruth(handling, at.day, met))
  ];
}

function raisedAlerts(told: Told): Raised[] {
  const {customer, cases} = told.story;
  const random = streamOf(told, "upsells");
  const link = `${APP}/${sellContactId(customer)}`;
  const plain = {met: null, announces: null};
  const alerts: Raised[] = [
    ...npsAnswers(told).map(({at, score}) => ({
      ...plain,
      kind: "nps" as const,
      at,
      text: `${emailOf(customer)} recommande ${customer.brand} à ${score}/10 ! ${link}`
    })),
    ...cases.map(({opened}) => ({
      ...plain,
      kind: "churn_risk" as const,
      at: opened,
      text: `Hello ${link} Churn risk created !`
    })),
    ...redAlertsOf(told).map(({reason, ...alert}) => ({
      ...alert,
      kind: "red_alert" as const,
      text: `Un RDV a été mis à jour chez un concurrent: sur le shop ${customer.name} pour le ${written(alert.met)}, 14:00:00. Raison: ${reason}`
    }))
  ];
  if (random.chance(0.2)) {
    const at = {day: workday(customer.arrival + random.int(20, 300)), minute: random.int(9 * 60, 18 * 60)};
    alerts.push({...plain, kind: "other", at, text: `${random.pick(UPSELLS)} ${link}`});
  }
  return alerts
    .filter(({at}) => at.day <= LAST_DAY)
    .sort((a, b) => a.at.day - b.at.day || a.at.minute - b.at.minute);
}

function written(day: Day): string {
  const [year, month, date] = new Date(day * 86_400_000).toISOString().slice(0, 10).split("-");
  return `${date}/${month}/${year}`;
}
