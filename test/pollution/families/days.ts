import type {Pollution} from "../pollution.ts";
import {ZONES} from "../values.ts";
import {instantsOf} from "../instants.ts";
import {cellTraps, columnTrap, NEVER} from "./cells.ts";
import {unicodeOnly} from "./numbers.ts";

const maybe = (meant: string): {maybe: string} => ({maybe: meant});

/** Days and instants that do not exist, exist twice, or are written as elsewhere. */
export function dayPollutions(): Pollution[] {
  return [...days(), ...frenchInstants(), ...otherInstants()];
}

function days(): Pollution[] {
  const at = (tongue: "french" | "machine"): {column: string; tongue: "french" | "machine"} => ({
    column: "signed_date",
    tongue
  });
  return [
    ...cellTraps("days", at("french"), {
      "28/02/2026": "2026-02-28",
      "29/02/2024": "2024-02-29",
      "29/02/2000": "2000-02-29",
      "29/02/2025": NEVER,
      "29/02/2100": NEVER,
      "30/02/2026": NEVER,
      "31/02/2026": NEVER,
      "31/04/2026": NEVER,
      "32/01/2026": NEVER,
      "00/01/2026": NEVER,
      "01/00/2026": NEVER,
      "02/13/2026": NEVER,
      "13/13/2026": NEVER,
      "01/02/21": NEVER,
      "01/02/0021": NEVER,
      "01/02/221": NEVER,
      "01/02/20210": NEVER,
      "00/00/0000": NEVER,
      "31/12/1899": NEVER,
      "01/01/1900": "1900-01-01",
      "31/12/2199": "2199-12-31",
      "01/01/2200": NEVER,
      "31/12/9999": NEVER,
      "1/2/2026": maybe("2026-02-01"),
      "1/02/2026": maybe("2026-02-01"),
      "2026-02-01": maybe("2026-02-01"),
      "2026/02/01": maybe("2026-02-01"),
      "20260201": maybe("2026-02-01"),
      "01022026": maybe("2026-02-01"),
      "01-02-2026": maybe("2026-02-01"),
      "01.02.2026": maybe("2026-02-01"),
      "01 02 2026": maybe("2026-02-01"),
      "1er février 2026": maybe("2026-02-01"),
      "1 févr. 2026": maybe("2026-02-01"),
      "Feb 1, 2026": maybe("2026-02-01"),
      "01/02/2026 00:00:00": maybe("2026-02-01"),
      "01/02/2026 00:00": maybe("2026-02-01"),
      "01/02/2026T00:00": maybe("2026-02-01"),
      "dim. 01/02/2026": maybe("2026-02-01"),
      "45321": NEVER,
      "45321,5": NEVER,
      "1738368000": NEVER,
      "01/02": NEVER,
      "02/2026": NEVER,
      "01/O2/2026": NEVER,
      "0l/02/2026": NEVER,
      "01//02/2026": NEVER,
      "01/02/2026/": NEVER,
      "01/02/-2026": NEVER,
      today: NEVER,
      now: NEVER,
      epoch: NEVER,
      infinity: NEVER,
      NULL: NEVER,
      "-": NEVER,
      "#####": NEVER,
      " 01/02/2026 ": "2026-02-01",
      "\u00a001/02/2026": "2026-02-01",
      "01/02/2026\n": "2026-02-01",
      "01/02/2026\n02/02/2026": NEVER,
      "": NEVER
    }),
    ...cellTraps("days", at("machine"), {
      "2026-02-01": "2026-02-01",
      "2026-02-30": NEVER,
      "2025-02-29": NEVER,
      "2026-13-01": NEVER,
      "26-02-01": NEVER,
      "2026-2-1": maybe("2026-02-01"),
      "01/02/2026": NEVER,
      "02/01/2026": NEVER,
      "2026/02/01": maybe("2026-02-01"),
      "20260201": maybe("2026-02-01"),
      "2026-02-01T00:00:00Z": maybe("2026-02-01"),
      "2026-02-01 (BC)": NEVER,
      "2026-W05-7": maybe("2026-02-01"),
      "2026-032": maybe("2026-02-01"),
      "0000-00-00": NEVER,
      "45321": NEVER,
      infinity: NEVER
    }),
    columnTrap("days", "as in the United States, behind the twelfth", {
      column: "signed_date",
      tongue: "french",
      write: (row) => [`02/${13 + (row % 15)}/2026`, NEVER]
    }),
    columnTrap("days", "two digits for the year", {
      column: "signed_date",
      tongue: "french",
      write: () => ["01/02/21", NEVER]
    }),
    columnTrap("days", "days of a spreadsheet", {
      column: "signed_date",
      tongue: "french",
      write: (row) => [String(45_000 + row), NEVER]
    }),
    ...unicodeOnly(
      cellTraps("days", at("french"), {
        "０１/02/2026": maybe("2026-02-01"),
        "٠١/02/2026": maybe("2026-02-01"),
        "01\u200b/02/2026": maybe("2026-02-01"),
        "01⁄02⁄2026": maybe("2026-02-01"),
        "\ufeff01/02/2026": maybe("2026-02-01")
      })
    )
  ];
}

/** The instant of a French local time, `yyyy-mm-ddThh:mm[:ss]`; it must exist, once. */
function paris(local: string): string {
  const [instant = 0n, second] = instantsOf(Date.parse(`${local}Z`), ZONES.french);
  if (second !== undefined) throw new Error(`${local} happens twice`);
  return instant.toString();
}

function frenchInstants(): Pollution[] {
  const noon = paris("2026-02-01T12:30");
  return cellTraps(
    "instants",
    {column: "created_at", tongue: "french"},
    {
      "29/03/2026 01:59:59": paris("2026-03-29T01:59:59"),
      "29/03/2026 02:00": NEVER,
      "29/03/2026 02:30": NEVER,
      "29/03/2026 02:59:59": NEVER,
      "29/03/2026 03:00": paris("2026-03-29T03:00"),
      "25/10/2026 01:59:59": paris("2026-10-25T01:59:59"),
      "25/10/2026 02:00": NEVER,
      "25/10/2026 02:30": NEVER,
      "25/10/2026 02:59:59": NEVER,
      "25/10/2026 03:00": paris("2026-10-25T03:00"),
      "30/03/2025 02:15": NEVER,
      "26/10/2025 02:15": NEVER,
      "29/03/2026": paris("2026-03-29T00:00"),
      "25/10/2026": paris("2026-10-25T00:00"),
      "01/02/2026 12:30": noon,
      "01/02/2026 12:30:00": noon,
      "01/02/2026T12:30": noon,
      "01/02/2026 24:00": NEVER,
      "01/02/2026 12:60": NEVER,
      "01/02/2026 12:30:60": NEVER,
      "01/02/2026 25:00": NEVER,
      "01/02/2026 9:30": maybe(paris("2026-02-01T09:30")),
      "01/02/2026 12h30": maybe(noon),
      "01/02/2026 12:30 PM": maybe(noon),
      "01/02/2026 01:30 PM": maybe(paris("2026-02-01T13:30")),
      "01/02/2026 à 12:30": maybe(noon),
      "01/02/2026 12:30:00.000": maybe(noon),
      "01/02/2026 12:30:00,000": maybe(noon),
      "01/02/2026  12:30": maybe(noon),
      "01/02/2026\u00a012:30": maybe(noon),
      "01/02/2026 12:30 CET": maybe(noon),
      "01/02/2026 12:30Z": NEVER,
      "01/02/2026 12:30+01:00": maybe(noon),
      "01/02/2026 1230": maybe(noon),
      "01/02/2026 12": NEVER,
      "01/02/2026 12:": NEVER,
      "01/02/2026 ": paris("2026-02-01T00:00"),
      "01/02/2026T": NEVER,
      "12:30": NEVER,
      "12:30 01/02/2026": maybe(noon),
      "31/02/2026 12:30": NEVER,
      "02/13/2026 12:30": NEVER,
      "01/02/26 12:30": NEVER,
      "2026-02-01T12:30": maybe(noon),
      "2026-02-01 12:30": maybe(noon),
      "2026-02-01T11:30:00Z": maybe(noon),
      "45321,52083": NEVER,
      "1769945400": NEVER,
      now: NEVER,
      epoch: NEVER,
      infinity: NEVER,
      // The clocks of the past: Paris time before 1911, the summer times of the wars and of 1976.
      "01/01/1900 00:00": maybe(paris("1900-01-01T00:00")),
      "10/03/1911 12:00": maybe(paris("1911-03-10T12:00")),
      "14/06/1916 12:00": maybe(paris("1916-06-14T12:00")),
      "14/06/1940 12:00": maybe(paris("1940-06-14T12:00")),
      "01/07/1943 12:00": maybe(paris("1943-07-01T12:00")),
      "01/07/1970 12:00": maybe(paris("1970-07-01T12:00")),
      "28/03/1976 00:30": maybe(paris("1976-03-28T00:30")),
      "01/07/2040 12:00": maybe(paris("2040-07-01T12:00")),
      "01/07/2199 12:00": maybe(paris("2199-07-01T12:00")),
      "01/01/2199 12:00": maybe(paris("2199-01-01T12:00"))
    }
  );
}

function otherInstants(): Pollution[] {
  const noon = String(BigInt(Date.UTC(2026, 1, 1, 12, 30)) * 1000n);
  return cellTraps(
    "instants",
    {column: "created_at", tongue: "machine"},
    {
      "2026-02-01T12:30": noon,
      "2026-02-01T12:30:00": noon,
      "2026-02-01 12:30": noon,
      "2026-02-01T12:30:00Z": maybe(noon),
      "2026-02-01T12:30:00.000Z": maybe(noon),
      "2026-02-01T13:30:00+01:00": maybe(noon),
      "2026-02-01 12:30:00+00": maybe(noon),
      "2026-02-01T12:30:00.123456": maybe(String(BigInt(noon) + 123_456n)),
      "2026-02-01 12:30 PST": NEVER,
      "2026-02-01T24:00": NEVER,
      "2026-02-30T12:30": NEVER,
      "2026-02-01t12:30": maybe(noon),
      "2026-02-01 12:30:60": NEVER,
      "01/02/2026 12:30": NEVER,
      "1769949000": NEVER,
      "1769949000.123456": NEVER,
      infinity: NEVER,
      "-infinity": NEVER
    }
  );
}
