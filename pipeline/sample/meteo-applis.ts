// Incidents of the applications that the company sells or works with: some days bring many, most none.
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import {extractions, FIRST_DAY, LAST_DAY, workday, type Day, type Instant} from "./days.ts";
import {FRENCH, frenchInstant} from "./dialect.ts";
import type {Random} from "./random.ts";
import {companyStream, fill, type Fact, type SampleSystem} from "./systems.ts";

export const METEO_HEADER = ["Application", "Début", "Fin", "Gravité", "Message"] as const;

export interface Incident {
  application: string;
  start: Instant;
  end: Instant;
  severity: string;
  message: string;
}

const APPLICATIONS = [
  ["Booster", 34],
  ["Prisme", 30],
  ["Atelier Site", 20],
  ["Comptoir", 16]
] as const;

const SEVERITIES = [
  ["Mineure", 55],
  ["Majeure", 33],
  ["Critique", 12]
] as const;

const MESSAGES: Record<string, string> = {
  Mineure: "Lenteurs constatées ; nos équipes sont mobilisées",
  Majeure: "Service dégradé, certaines pages ne s'affichent pas",
  Critique: "Service indisponible"
};

/** The last exports know how it began, and no more. */
const UNDER_WAY: Incident = {
  application: "Comptoir",
  start: {day: LAST_DAY, minute: 18 * 60 + 30},
  end: {day: LAST_DAY + 1, minute: 9 * 60},
  severity: "Critique",
  message: MESSAGES.Critique ?? ""
};

export const METEO: SampleSystem = {
  name: "meteo_applis",
  header: METEO_HEADER,
  dialect: FRENCH,
  extractions: extractions(2),
  template: (id) =>
    fill(METEO_HEADER, {
      Application: id,
      Début: "09/03/2026 10:40",
      Fin: "09/03/2026 11:10",
      Gravité: "Mineure",
      Message: "Essai de saisie"
    }),
  faults: [
    {column: "Début", reason: BAD_DATE.reason, raw: "31/02/2026 10:40"},
    {column: "Message", ...EXTRA_DELIMITER},
    {column: "Début", ...MISSING}
  ],
  tellCompany: (seed): Fact[] =>
    incidentsOf(seed).map((incident) => ({
      changes: [incident.start.day, incident.end.day],
      rows: (day) => [incidentCells(incident, day)]
    }))
};

/** All incidents, in the order of their days. */
export function incidentsOf(seed: number): Incident[] {
  const random = companyStream(seed, "meteo_applis");
  const incidents: Incident[] = [];
  for (let day = FIRST_DAY; day <= LAST_DAY; day++) {
    const count = random.weighted([
      [0, 78],
      [1, 15],
      [2, 4],
      [4, 2],
      [6, 1]
    ] as const);
    if (workday(day) !== day) continue;
    for (let turn = 0; turn < count; turn++) incidents.push(drawIncident(random, day, turn));
  }
  incidents.push(UNDER_WAY);
  return incidents;
}

function drawIncident(random: Random, day: Day, turn: number): Incident {
  const severity = random.weighted(SEVERITIES);
  // Each of a day begins later than the one before: an application and an instant make an incident.
  const minute = 7 * 60 + turn * 110 + random.int(0, 100);
  const isLong = random.chance(0.08);
  const end = isLong
    ? {day: workday(day + random.int(1, 3)), minute: random.int(8 * 60, 12 * 60)}
    : {day, minute: minute + random.int(10, 180)};
  return {
    application: random.weighted(APPLICATIONS),
    start: {day, minute},
    end,
    severity,
    message: MESSAGES[severity] ?? ""
  };
}

function incidentCells({application, start, end, severity, message}: Incident, day: Day): string[] {
  return [application, frenchInstant(start), frenchInstant(end.day <= day ? end : null), severity, message];
}
