// What somebody would write who knows no database: each order line through csv-parse and zod, sums in a Map.
import {createReadStream} from "node:fs";
import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {parse} from "csv-parse";
import iconv from "iconv-lite";
import {z} from "zod";
import {type Cost, Stopwatch} from "./stopwatch.ts";

const DAY = /^(\d\d)\/(\d\d)\/(\d{4})$/;
const cents = z
  .string()
  .regex(/^-?\d{1,3}(?:\u00a0?\d{3})*,\d\d$/)
  .transform((text) => Number(text.replaceAll("\u00a0", "").replace(",", "")));
const day = z
  .string()
  .regex(DAY)
  .transform((text) => text.replace(DAY, "$3-$2-$1"));

const Line = z.object({
  "N° commande": z.string().min(1),
  "N° ligne": z.coerce.number().int(),
  "N° client": z.string().min(1),
  "Date signature": day,
  "Code vendeur": z.string().min(1),
  "Montant HT": cents,
  "Date annulation": z.union([day, z.literal("").transform(() => null)]),
  "Motif annulation": z.string()
});

/** What the script cost, and what it found. */
export interface ScriptCost extends Cost {
  /** Lines that are right, in all files, and those of them that are the last of their key. */
  kept: number;
  lines: number;
  refused: number;
  /** Cents signed by month, and cancelled by motive. */
  signed: Record<string, number>;
  cancelled: Record<string, number>;
}

/** Reads the exports of orders, and adds up what was signed by month and cancelled by motive. */
export async function measureScript({exports}: {exports: string}): Promise<ScriptCost> {
  const watch = new Stopwatch();
  const latest = new Map<string, z.infer<typeof Line>>();
  let [kept, refused] = [0, 0];
  const names = (await readdir(exports)).filter((name) => name.startsWith("atropos_commandes")).sort();
  for (const name of names) {
    for await (const record of records(join(exports, name))) {
      const {success, data} = Line.safeParse(record);
      if (!success) {
        refused++;
        continue;
      }
      kept++;
      latest.set(`${data["N° commande"]}/${data["N° ligne"]}`, data);
    }
  }
  const [signed, cancelled] = [new Map<string, number>(), new Map<string, number>()];
  for (const line of latest.values()) {
    add(signed, line["Date signature"].slice(0, 7), line["Montant HT"]);
    if (line["Date annulation"] !== null) add(cancelled, line["Motif annulation"], line["Montant HT"]);
  }
  return {
    ...watch.lap(),
    ...{kept, refused, lines: latest.size},
    signed: Object.fromEntries(signed),
    cancelled: Object.fromEntries(cancelled)
  };
}

function records(path: string): AsyncIterable<unknown> {
  return createReadStream(path)
    .pipe(iconv.decodeStream("windows-1252"))
    .pipe(parse({columns: true, delimiter: ";", skip_records_with_error: true}));
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
