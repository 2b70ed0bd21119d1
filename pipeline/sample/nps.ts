// Answers to "would you recommend us?": those who are about to leave are less kind.
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import {extractions, LAST_DAY, workday, type Instant} from "./days.ts";
import {FRENCH, frenchInstant} from "./dialect.ts";
import {fill, streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

export const NPS_HEADER = ["Customer ID", "At", "Score", "Comment"] as const;

const ASKED_EVERY = 180;
const ANSWER_RATE = 0.35;
/** Customers who open a case within so many days answer as those who leave. */
const TROUBLE_DAYS = 90;

const KIND = [
  [10, 22],
  [9, 26],
  [8, 22],
  [7, 14],
  [6, 7],
  [5, 5],
  [3, 3],
  [0, 1]
] as const;
const UNKIND = [
  [9, 6],
  [8, 10],
  [7, 14],
  [6, 16],
  [5, 18],
  [4, 12],
  [3, 10],
  [1, 8],
  [0, 6]
] as const;

const COMMENTS = ["", "", "", "Équipe à l'écoute", "Trop cher ; peu de retours", "Le site est lent"] as const;

export interface NpsAnswer {
  at: Instant;
  score: number;
  comment: string;
}

export const NPS: SampleSystem = {
  name: "nps",
  header: NPS_HEADER,
  dialect: FRENCH,
  extractions: extractions(2),
  template: (id) =>
    fill(NPS_HEADER, {"Customer ID": id, At: "09/03/2026 10:40", Score: "7", Comment: "Essai de saisie"}),
  faults: [
    {column: "At", reason: BAD_DATE.reason, raw: "31/02/2026 10:40"},
    {column: "Comment", ...EXTRA_DELIMITER},
    {column: "Score", ...MISSING}
  ],
  tell: (told): Fact[] =>
    npsAnswers(told).map(({at, score, comment}) => ({
      changes: [at.day],
      rows: () => [[told.story.customer.id, frenchInstant(at), String(score), comment]]
    }))
};

/** What a customer answered, each time it was asked and did. */
export function npsAnswers(told: Told): NpsAnswer[] {
  const random = streamOf(told, "nps");
  const {customer, cases} = told.story;
  const answers: NpsAnswer[] = [];
  for (let asked = customer.arrival + 60; asked <= LAST_DAY; asked += ASKED_EVERY) {
    const at = {day: workday(asked + random.int(0, 20)), minute: random.int(8 * 60, 20 * 60)};
    const isLeaving = cases.some(({opened}) => opened.day > at.day && opened.day <= at.day + TROUBLE_DAYS);
    const score = random.weighted<number>(isLeaving ? UNKIND : KIND);
    const comment = random.pick(COMMENTS);
    if (random.chance(ANSWER_RATE) && at.day <= LAST_DAY) answers.push({at, score, comment});
  }
  return answers;
}
