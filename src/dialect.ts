import {z} from "zod";

const Encoding = z.enum(["windows-1252", "utf-8"]);
export type Encoding = z.infer<typeof Encoding>;

/** How a system writes its export: bytes, cells, numbers, days. */
export const Dialect = z.object({
  /** Encodings the system is known to write; which one a file is in is decided on the whole of it. */
  encodings: z.array(Encoding).min(1),
  delimiter: z.enum([";", ",", "\t", "|"]),
  decimal: z.enum([",", "."]),
  /** Characters that may stand between groups of three digits. */
  thousands: z.string(),
  /** The form of a day, made of `yyyy`, `mm` and `dd`. */
  day: z.enum(["dd/mm/yyyy", "yyyy-mm-dd", "yyyymmdd"]),
  /** The zone in which the system writes its instants (IANA name). */
  timeZone: z.string(),
  yes: z.array(z.string()).min(1),
  no: z.array(z.string()).min(1)
});
export type Dialect = z.infer<typeof Dialect>;

/** The French spreadsheet dialect: `;`, decimal comma, `dd/mm/yyyy`, windows-1252 or UTF-8. */
export const FRENCH: Dialect = {
  encodings: ["windows-1252", "utf-8"],
  delimiter: ";",
  decimal: ",",
  thousands: " \u00a0\u202f'’",
  day: "dd/mm/yyyy",
  timeZone: "Europe/Paris",
  yes: ["Oui", "O", "Vrai", "1"],
  no: ["Non", "N", "Faux", "0"]
};

/** What programs write for programs: `,`, decimal point, `yyyy-mm-dd`, UTF-8, UTC. */
export const MACHINE: Dialect = {
  encodings: ["utf-8"],
  delimiter: ",",
  decimal: ".",
  thousands: "",
  day: "yyyy-mm-dd",
  timeZone: "UTC",
  yes: ["true", "t", "1"],
  no: ["false", "f", "0"]
};
