import {z} from "zod";

const Encoding = z.enum(["windows-1252", "utf-8"]);
export type Encoding = z.infer<typeof Encoding>;

/** How a system writes its export: bytes, cells, numbers, days. */
export const Dialect = z.object({
  /** Encodings the system is known to write; which one a file is in is decided on the whole of it. */
  encodings: z.array(Encoding).min(1),
  delimiter: z.enum([";", ",", "\t", "|"]),
  /** Whether a cell may stand in double quotes; where not, as in the FEC, a quote is a character like any other. */
  hasQuotes: z.boolean(),
  decimal: z.enum([",", "."]),
  /** Characters that may stand between groups of three digits. */
  thousands: z.string(),
  /** The form of a day, made of `yyyy`, `mm` and `dd`, or of `m` and `d` without a zero in front. */
  day: z.enum([
    "dd/mm/yyyy",
    "dd.mm.yyyy",
    "dd-mm-yyyy",
    "mm/dd/yyyy",
    "m/d/yyyy",
    "yyyy-mm-dd",
    "yyyy/mm/dd",
    "yyyymmdd"
  ]),
  /** The form of a time behind a day; both may have seconds, and the second is the English `9:05 AM`. */
  time: z.enum(["hh:mm", "h:mm am"]).default("hh:mm"),
  /** The zone in which the system writes its instants (IANA name). */
  timeZone: z.string().refine(isTimeZone, "no such zone; give its IANA name, such as Europe/Paris"),
  yes: z.array(z.string()).min(1),
  no: z.array(z.string()).min(1)
});
export type Dialect = z.infer<typeof Dialect>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", {timeZone: name});
    return true;
  } catch {
    return false;
  }
}

/** The French spreadsheet dialect: `;`, decimal comma, `dd/mm/yyyy`, windows-1252 or UTF-8. */
export const FRENCH: Dialect = {
  encodings: ["windows-1252", "utf-8"],
  delimiter: ";",
  hasQuotes: true,
  decimal: ",",
  thousands: " \u00a0\u202f'’",
  day: "dd/mm/yyyy",
  time: "hh:mm",
  timeZone: "Europe/Paris",
  yes: ["Oui", "O", "Vrai", "1"],
  no: ["Non", "N", "Faux", "0"]
};

/** What programs write for programs: `,`, decimal point, `yyyy-mm-dd`, UTF-8, UTC. */
export const MACHINE: Dialect = {
  encodings: ["utf-8"],
  delimiter: ",",
  hasQuotes: true,
  decimal: ".",
  thousands: "",
  day: "yyyy-mm-dd",
  time: "hh:mm",
  timeZone: "UTC",
  yes: ["true", "t", "1"],
  no: ["false", "f", "0"]
};

/** What systems write for people who read English, such as Salesforce's reports: `,`, `1,234.56`, `3/14/2026 9:05 AM`. */
export const ENGLISH: Dialect = {
  encodings: ["windows-1252", "utf-8"],
  delimiter: ",",
  hasQuotes: true,
  decimal: ".",
  thousands: ",",
  day: "m/d/yyyy",
  time: "h:mm am",
  timeZone: "Europe/Paris",
  yes: ["Yes", "Y", "True", "1"],
  no: ["No", "N", "False", "0"]
};
