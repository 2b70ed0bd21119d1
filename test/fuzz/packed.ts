import {gzipSync} from "node:zlib";
import {Random} from "../../pipeline/sample/random.ts";
import {makeWorkbook} from "../support/workbooks.ts";
import {makeZip} from "../support/zip.ts";
import {damage, type Input, mutatedInput} from "./mutations.ts";

/** A file that has to be unpacked before it is read. */
export interface PackedInput extends Input {
  /** Its ending tells how it is packed. */
  ending: "csv.gz" | "zip" | "xlsx" | "csv";
  /** What is packed, when the packing is whole: it must be read as if it were not packed. */
  plain?: Buffer;
}

const WORKBOOK = makeWorkbook({
  sheets: {
    Commandes: [
      ["Id", "N", "Nom", "Jour", "Saisie", "HT", "VJE", "Réc"],
      ["A1", 1, "Café", {v: "45000", s: 1}, null, 12.5, 0.5, "Oui"],
      ["A2", 2, {t: "s", v: "0"}, null, null, {t: "str", v: "1,00", f: "A1&B1"}, null, {t: "b", v: "1"}]
    ]
  },
  forms: [14],
  strings: ["<t>deux\nlignes</t>"]
});

/** The packed input of this number: whole archives of damaged texts, and archives that are damaged themselves. */
export function packedInput(seed: number, index: number): PackedInput {
  const {bytes, contract} = mutatedInput(seed, index);
  const random = new Random(seed, -1 - index);
  const kind = random.pick(["gzip", "zip", "damaged gzip", "damaged zip", "damaged xlsx", "damaged utf-16"]);
  const zip = makeZip([[`${contract}.csv`, bytes]], {method: random.pick([0, 8])});
  switch (kind) {
    case "gzip":
      return {bytes: gzipSync(bytes), contract, ending: "csv.gz", plain: bytes};
    case "zip":
      return {bytes: zip, contract, ending: "zip", plain: bytes};
    case "damaged gzip":
      return {bytes: damage(gzipSync(bytes), random), contract, ending: "csv.gz"};
    case "damaged zip":
      return {bytes: damage(zip, random), contract, ending: "zip"};
    case "damaged xlsx":
      return {bytes: damage(WORKBOOK, random), contract: "french", ending: "xlsx"};
    default:
      return {bytes: damage(utf16(bytes), random), contract, ending: "csv"};
  }
}

function utf16(bytes: Buffer): Buffer {
  return Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le");
}
