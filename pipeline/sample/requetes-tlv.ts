// Requests to telesales: customer service asks the seller to call a customer who wants to cancel; some never answer.
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import type {Case} from "./cases.ts";
import {extractions, LAST_DAY, workday, type Day, type Instant} from "./days.ts";
import {FRENCH, frenchInstant} from "./dialect.ts";
import type {Random} from "./random.ts";
import {CHANNEL_LABELS, channelOn, sellersOn, type Channel, type Seller} from "./sellers.ts";
import {fill, streamOf, type Fact, type SampleSystem} from "./systems.ts";

export const REQUETES_HEADER = [
  "N° requête",
  "N° client",
  "N° commande",
  "Créée le",
  "Créée par",
  "Destinataire",
  "Canal destinataire",
  "Objet",
  "Prise en charge le",
  "Clôturée le",
  "Suite donnée"
] as const;

const SUBJECTS = [
  "Demande d'annulation totale",
  "Demande d'annulation d'une option",
  "Contestation de facture",
  "Demande de rappel"
] as const;
const FOLLOW_UPS = ["Client rappelé", "Client maintenu", "Transmis à la rétention", "Injoignable"] as const;

const REQUEST_RATE = 0.75;
const UNANSWERED_RATE = 0.2;

interface Request {
  known: Case;
  created: Instant;
  author: Seller;
  channel: Channel;
  subject: string;
  taken: Instant | null;
  closed: Instant | null;
  followUp: string;
}

export const REQUETES: SampleSystem = {
  name: "requetes_tlv",
  header: REQUETES_HEADER,
  dialect: FRENCH,
  extractions: extractions(2),
  template: (id) =>
    fill(REQUETES_HEADER, {
      "N° requête": id,
      "N° client": id,
      "Créée le": "09/03/2026 10:40",
      "Créée par": "V301",
      "Canal destinataire": "Télévente",
      Objet: "Demande de rappel"
    }),
  faults: [
    {column: "Créée le", reason: BAD_DATE.reason, raw: "31/02/2026 10:40"},
    {column: "Objet", ...EXTRA_DELIMITER},
    {column: "N° client", ...MISSING}
  ],
  tell: (told): Fact[] => {
    const random = streamOf(told, "requetes_tlv");
    return told.story.cases.flatMap((known) => {
      const channel = channelOn(known.order.seller, known.opened.day);
      const isAsked = random.chance(REQUEST_RATE);
      if (known.order.channel !== "telesales" || channel === null || !isAsked) return [];
      if (known.opened.day > LAST_DAY) return [];
      const request = drawRequest(random, known, channel);
      const changes = [request.created, request.taken, request.closed].flatMap((at) => (at ? [at.day] : []));
      return [{changes, rows: (day: Day) => [requestCells(request, day)]}];
    });
  }
};

function drawRequest(random: Random, known: Case, channel: Channel): Request {
  const created = {day: known.opened.day, minute: known.opened.minute + random.int(1, 45)};
  const isAnswered = !random.chance(UNANSWERED_RATE);
  const taken = later(random, created, 4);
  const closed = later(random, taken, 5);
  return {
    known,
    created,
    author: random.pick(sellersOn("customer_service", created.day)),
    channel,
    subject: random.pick(SUBJECTS),
    taken: isAnswered ? taken : null,
    closed: isAnswered && random.chance(0.9) ? closed : null,
    followUp: random.pick(FOLLOW_UPS)
  };
}

function later(random: Random, at: Instant, days: number): Instant {
  const day = workday(at.day + random.int(0, days));
  return day > at.day
    ? {day, minute: random.int(8 * 60, 18 * 60)}
    : {day, minute: at.minute + random.int(5, 60)};
}

function requestCells(request: Request, day: Day): string[] {
  const {order, id} = request.known;
  const isClosed = request.closed !== null && request.closed.day <= day;
  return [
    `RQ${id}`,
    order.customer.id,
    order.id,
    frenchInstant(request.created),
    request.author.id,
    order.seller.id,
    CHANNEL_LABELS[request.channel],
    request.subject,
    frenchInstant(request.taken !== null && request.taken.day <= day ? request.taken : null),
    frenchInstant(isClosed ? request.closed : null),
    isClosed ? request.followUp : ""
  ];
}
