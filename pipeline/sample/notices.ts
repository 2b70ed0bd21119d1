// The mailbox in which incidents of applications are announced: one mail when they begin, one when they are over.
import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import {addMonths, LAST_DAY, type Instant} from "./days.ts";
import {frenchInstant} from "./dialect.ts";
import {incidentsOf, type Incident} from "./meteo-applis.ts";
import {epochSeconds} from "./slack.ts";

const NAME = "meteo_applis_2026-06-30.mbox";

interface Mail {
  at: Instant;
  subject: string;
  lines: string[];
}

/** Writes the mails of the last quarter; returns name, records and size of the mailbox. */
export async function writeNotices(
  folder: string,
  seed: number
): Promise<{name: string; records: number; bytes: number}> {
  const from = addMonths(LAST_DAY, -3);
  const mails = incidentsOf(seed)
    .filter(({start}) => start.day > from)
    .flatMap(mailsAbout)
    .filter(({at}) => at.day <= LAST_DAY)
    .sort((a, b) => epochSeconds(a.at) - epochSeconds(b.at));
  const content = Buffer.from(mails.map(writeMail).join(""));
  await writeFile(join(folder, NAME), content);
  return {name: NAME, records: mails.length, bytes: content.length};
}

function mailsAbout({application, start, end, severity, message}: Incident): Mail[] {
  const lines = [`Application : ${application}`, `Début : ${frenchInstant(start)}`];
  const rest = [`Gravité : ${severity}`, `Message : ${message}`];
  return [
    {
      at: later(start, 5),
      subject: `[Météo des applis] ${application} : incident`,
      lines: [...lines, ...rest]
    },
    {
      at: later(end, 5),
      subject: `[Météo des applis] ${application} : retour à la normale`,
      lines: [...lines, `Fin : ${frenchInstant(end)}`, ...rest]
    }
  ];
}

function later({day, minute}: Instant, minutes: number): Instant {
  const total = minute + minutes;
  return {day: day + Math.floor(total / 1440), minute: total % 1440};
}

function writeMail({at, subject, lines}: Mail, number: number): string {
  const date = new Date(epochSeconds(at) * 1000);
  return [
    `From meteo@exemple.example ${separatorDate(date)}`,
    "From: =?utf-8?Q?M=C3=A9t=C3=A9o_des_applis?= <meteo@exemple.example>",
    "To: equipes@exemple.example",
    `Subject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=`,
    `Message-ID: <${number + 1}.${epochSeconds(at)}@exemple.example>`,
    `Date: ${date.toUTCString().replace("GMT", "+0000")}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    "Bonjour,",
    "",
    ...lines,
    "",
    "Merci de ne pas répondre à ce message.",
    "",
    ""
  ].join("\n");
}

/** A date as the separators of mailboxes have it: `Tue Mar  3 08:15:00 2026`. */
function separatorDate(date: Date): string {
  const [weekday = "", day = "", month = "", year = "", time = ""] = date.toUTCString().split(/,? /);
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
}
