import {deflateRawSync, gzipSync} from "node:zlib";
import iconv from "iconv-lite";

const FRENCH = [
  "Id;N;Nom;Jour;Saisie;HT;VJE;Réc",
  "A1;1;Café;31/12/2025;31/12/2025 10:05;1\u00a0234,56;0,5;Oui",
  'A2;2;"x;y";01/02/2026;;-12,00;;Non',
  'A3;;"deux\r\nlignes";;;(5,00);12,25;',
  "A4;3;L’été €;29/02/2024;01/03/2024 08:00:59;0,00;1;O"
];
const ENGLISH = [
  "Id,N,Nom,Jour,Saisie,HT,VJE,Réc",
  "B1,1,Bob,2025-12-31,2025-12-31T10:05,1234.56,0.5,true",
  'B2,-2,"say ""no""",2026-02-01,,-12.00,,false',
  'B3,,"two\nlines",,,5.00,12.25,',
  "B4,2147483647,é,2024-02-29,2024-03-01 08:00,0.00,1,t"
];
const [HEADER = ""] = ENGLISH;
const TOTAL = "Total général;;;;;1 227,56;;";

const lines = (rows: readonly string[], ending: string): string => rows.map((row) => row + ending).join("");
const windows = (text: string): Buffer => iconv.encode(text, "windows-1252");
const withDelimiter = (delimiter: string): string =>
  lines(
    ENGLISH.map((row) => row.replaceAll(",", delimiter)),
    "\n"
  );

/** A small file, and the contract that fits it best. */
export interface Seed {
  bytes: Buffer;
  contract: "french" | "machine";
}

/** What is saved or sent under the name of an export, and is none. */
export const STRANGERS: readonly Seed[] = [
  Buffer.from("\ufeff", "utf16le"),
  Buffer.from(`\ufeff${lines(ENGLISH.slice(0, 2), "\r\n")}`, "utf16le"),
  Buffer.from("<!doctype html><html><head><title>Sign in</title></head><body>"),
  Buffer.from('[{"Id": "A1", "HT": "1,00"}]'),
  Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj", "latin1"),
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  gzipSync(lines(ENGLISH.slice(0, 2), "\n")),
  zipped("orders.csv", Buffer.from(lines(ENGLISH.slice(0, 2), "\n"))),
  zipped("[Content_Types].xml", Buffer.from("<?xml version='1.0'?><Types></Types>")),
  Buffer.alloc(0)
].map((bytes) => ({bytes, contract: "machine"}));

/** Small files in all dialects: what mutations begin with. */
export const SEEDS: readonly Seed[] = [
  ...[
    windows(lines(FRENCH, "\r\n")),
    windows(lines([...FRENCH, "", TOTAL], "\r\n")),
    Buffer.from(`\ufeff${lines(FRENCH, "\r\n")}`),
    Buffer.from(lines(FRENCH, "\n")),
    Buffer.from(`sep=;\r\n${lines(FRENCH.slice(0, 3), "\r\n")}`),
    Buffer.from(lines(["Liste des commandes", "", "Extrait le 31/12/2025;", ...FRENCH.slice(0, 3)], "\n")),
    windows(lines(FRENCH.slice(0, 3), "\r")),
    windows(FRENCH.slice(0, 2).join("\r\n")),
    windows(`${lines([...FRENCH.slice(0, 2), "", " ; ;;;;;;", ";;;;;;;", "\u00a0"], "\n")}\r\n\r\n`)
  ].map((bytes) => ({bytes, contract: "french" as const})),
  ...[
    Buffer.from(lines(ENGLISH, "\n")),
    Buffer.from(`\ufeff${lines(ENGLISH, "\r\n")}`),
    Buffer.from(withDelimiter("\t")),
    Buffer.from(withDelimiter("|")),
    Buffer.from(
      lines(['"Id","N","Nom","Jour","Saisie","HT","VJE","Réc"', '"B5","1"," x ",,,"7.00",,'], "\n")
    ),
    Buffer.from(lines([HEADER, "B6, 1 ,\u00a0a\u00a0,2025-01-01 ,, 3.00,,TRUE", 'B7,1,"open,,,1.00,,'], "\n"))
  ].map((bytes) => ({bytes, contract: "machine" as const}))
];

/** The local entry of one file in a zip archive: its head, without the directory behind it. */
function zipped(name: string, content: Buffer): Buffer {
  const data = deflateRawSync(content);
  const head = Buffer.alloc(30);
  head.write("PK\u0003\u0004", "latin1");
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), data]);
}
