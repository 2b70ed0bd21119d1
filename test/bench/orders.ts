import {once} from "node:events";
import {createWriteStream} from "node:fs";
import {Random} from "../../pipeline/sample/random.ts";
import {type BadKind, breakCells, breakLine} from "./bad-rows.ts";
import {HEADERS, type Language} from "./contracts.ts";
import {ENGLISH_FORM, FRENCH_FORM, type Form} from "./forms.ts";

/** What an order file of the benchmark holds; the same plan gives the same bytes. */
export interface OrderPlan {
  language: Language;
  /** Records below the header. */
  rows: number;
  /** Every so many rows one is bad; 0 for none. */
  badEvery: number;
  /** The ways to be bad, taken in turn. */
  kinds: readonly BadKind[];
}

/** What is known of a file because it was made so. */
export interface OrderTruth {
  records: number;
  good: number;
  bad: number;
  /** Sum of the amounts of the good rows, in cents. */
  cents: number;
  /** Physical lines, header included. */
  lines: number;
  bytes: number;
}

const FORMS: Record<Language, Form> = {english: ENGLISH_FORM, french: FRENCH_FORM};
const CHUNK_ROWS = 4096;
/** Once in so many rows: a quoted cell with a delimiter in it, a quoted cell with a line break in it. */
const QUOTED_DELIMITER_EVERY = 100;
const QUOTED_BREAK_EVERY = 200;

/** The bytes of an order file, in chunks; its truth is what the generator returns. */
export function* orderChunks(plan: OrderPlan): Generator<Buffer, OrderTruth> {
  const form = FORMS[plan.language];
  const {delimiter, lineEnd, encoding} = form;
  const truth = {records: plan.rows, good: 0, bad: 0, cents: 0, lines: 1, bytes: 0};
  const random = new Random(plan.language.length, 0);
  let chunk = form.encode(HEADERS[plan.language].join(delimiter)) + lineEnd;
  for (let row = 0; row < plan.rows; row++) {
    chunk += orderLine(row, {plan, form, random, truth}) + lineEnd;
    if ((row + 1) % CHUNK_ROWS === 0 || row + 1 === plan.rows) {
      const bytes = Buffer.from(chunk, encoding);
      truth.bytes += bytes.length;
      yield bytes;
      chunk = "";
    }
  }
  return truth;
}

/** Writes an order file a chunk at a time and gives its truth. */
export async function writeOrders(path: string, plan: OrderPlan): Promise<OrderTruth> {
  const stream = createWriteStream(path);
  const chunks = orderChunks(plan);
  let next = chunks.next();
  for (; next.done !== true; next = chunks.next()) {
    if (!stream.write(next.value)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
  return next.value;
}

interface Writing {
  plan: OrderPlan;
  form: Form;
  random: Random;
  truth: OrderTruth;
}

function orderLine(row: number, {plan, form, random, truth}: Writing): string {
  const cents = amountOf(random);
  const cells = orderCells(row, cents, {form, random});
  truth.lines++;
  const kind = badKind(row, plan);
  if (kind !== undefined) {
    truth.bad++;
    breakCells(cells, kind, form);
    return breakLine(cells.join(form.delimiter), kind, form);
  }
  truth.good++;
  truth.cents += cents;
  if (row % QUOTED_DELIMITER_EVERY === 7) cells[3] = `"${random.pick(form.names)}${form.delimiter} Lyon"`;
  if (row % QUOTED_BREAK_EVERY === 42) {
    cells[16] = `"${random.pick(form.comments)}${form.lineEnd}${random.pick(form.comments)}"`;
    truth.lines++;
  }
  return cells.join(form.delimiter);
}

/** The middle row of each stretch, so that a bad row is never the first of a file. */
function badKind(row: number, {badEvery, kinds}: OrderPlan): BadKind | undefined {
  if (badEvery === 0 || row % badEvery !== badEvery >> 1) return undefined;
  return kinds[Math.floor(row / badEvery) % kinds.length];
}

/** From 5 to 9,999 euros, small amounts more often; one in fifty is a credit. */
function amountOf(random: Random): number {
  const size = random.next();
  const cents = 500 + Math.floor(size * size * 999_000);
  return random.chance(0.02) ? -cents : cents;
}

function orderCells(row: number, cents: number, {form, random}: Pick<Writing, "form" | "random">): string[] {
  const order = Math.floor(row / 3);
  const signed = random.int(0, 1800);
  return [
    `CMD-${String(100_000_000 + order)}`,
    String((row % 3) + 1),
    `C${String(1_000_000 + ((order * 7919) % 900_000))}`,
    `${random.pick(form.names)} ${String(order % 900)}`,
    String(10_000 + ((order * 31) % 85_000)),
    random.pick(form.towns),
    form.days[signed] ?? "",
    `${form.days[signed] ?? ""} ${form.times[random.int(0, form.times.length - 1)] ?? ""}`,
    `V${String(1000 + (order % 700))}`,
    random.pick(form.channels),
    random.pick(form.products),
    form.amount(cents),
    form.days[signed + 15] ?? "",
    random.chance(0.2) ? "" : (form.days[signed + 380] ?? ""),
    random.chance(0.7) ? form.yes : form.no,
    random.chance(0.2) ? "" : form.decimal(random.int(0, 20_000)),
    random.chance(0.1) ? "" : `${random.pick(form.comments)} (ref. ${String(row)})`
  ];
}
