import {DuckDBTimestampTZValue, TIMESTAMPTZ} from "@duckdb/node-api";
import type {Dialect} from "../dialect.ts";
import {DAY_FORMS, type Form, readDay, readWhenInForm} from "./days.ts";
import {matchesPattern} from "./proof.ts";
import {CellProblem, type CellType} from "./type.ts";
import {instantOf, sqlInstantOf} from "./zones.ts";

/**
 * An instant: a local time of the system's zone, in the forms of the dialect, or ISO 8601 with `T` and an offset or
 * `Z`, which can be read in one way only (`2026-03-01T10:00:00.25+01:00`, up to six decimals). A local day without a
 * time is its first instant. A local time that the clocks show twice or never is refused.
 */
export function instant(): CellType {
  return {
    name: "instant",
    duckdb: TIMESTAMPTZ,
    parse: (value, dialect) => readIso(value) ?? readLocal(value, dialect),
    sql(cell, {day, time, timeZone}) {
      const forms = [...SQL_TIMES[time].map((form) => joinForms(DAY_FORMS[day], form)), DAY_FORMS[day]];
      const local = `epoch_us(case ${forms.map((form) => readWhenInForm(cell, form)).join(" ")} end)`;
      const iso = `when ${matchesPattern(cell, ISO)} then try_cast(${cell} as timestamptz)`;
      return `coalesce(${sqlInstantOf(local, timeZone)}, case ${iso} end)`;
    }
  };
}

/**
 * An instant written as the seconds since 1970-01-01 in UTC, ten digits, with up to six decimals, all kept: the `ts`
 * of Slack, `1357559955.000200`. Between 2001-09-09 and 2199; milliseconds are refused.
 */
export function epochSeconds(): CellType {
  return {
    name: "seconds since 1970",
    duckdb: TIMESTAMPTZ,
    parse(value) {
      const [, seconds, fraction = ""] = /^([1-9]\d{9})(?:\.(\d{1,6}))?$/.exec(value) ?? [];
      if (seconds !== undefined && Number(seconds) < YEAR_2200) {
        return new DuckDBTimestampTZValue(BigInt(seconds + fraction.padEnd(6, "0")));
      }
      return new CellProblem("bad_instant", "not seconds since 1970, such as 1357559955.000200");
    },
    sql(cell) {
      const micros = `try_cast(replace(${cell}, '.', '') as bigint)`;
      return `make_timestamptz(case when ${matchesPattern(cell, "[1-6]\\d{9}\\.\\d{6}")} then ${micros} \
when ${matchesPattern(cell, "[1-6]\\d{9}")} then ${micros} * 1000000 end)`;
    }
  };
}

const YEAR_2200 = Date.UTC(2200, 0) / 1000;

const CLOCK = "(?<h>[01]\\d|2[0-3]):(?<min>[0-5]\\d)";
const SECONDS = "(?::(?<s>[0-5]\\d))?";

const ISO = `(?<day>(?:19|20|21)\\d{2}-\\d{2}-\\d{2})T${CLOCK}(?::(?<s>[0-5]\\d)(?:\\.(?<f>\\d{1,6}))?)?\
(?:Z|(?<sign>[+-])(?<oh>0\\d|1[0-4]):?(?<omin>[0-5]\\d))`;

/** Most instants are none of these, which is seen sooner so. */
const ISO_START = /^\d{4}-\d\d-\d\dT/;
const ISO_REGEX = new RegExp(`^${ISO}$`);

function readIso(value: string): DuckDBTimestampTZValue | CellProblem | undefined {
  if (!ISO_START.test(value)) return undefined;
  const time = ISO_REGEX.exec(value)?.groups;
  if (time === undefined) return undefined;
  const days = readDay(time.day ?? "", "yyyy-mm-dd");
  if (days instanceof CellProblem) return days;
  const minutes = Number(time.oh ?? 0) * 60 + Number(time.omin ?? 0);
  const offset = time.sign === "-" ? -minutes : minutes;
  const seconds = ((days * 24 + Number(time.h)) * 60 + Number(time.min) - offset) * 60 + Number(time.s ?? 0);
  return new DuckDBTimestampTZValue(BigInt(seconds) * 1_000_000n + BigInt((time.f ?? "").padEnd(6, "0")));
}

/** What may stand behind a day. */
const TIMES: Record<Dialect["time"], RegExp> = {
  "hh:mm": new RegExp(`^[ T]${CLOCK}${SECONDS}$`),
  "h:mm am": new RegExp(
    `^,? (?<h>0?[1-9]|1[0-2]):(?<min>[0-5]\\d)${SECONDS}[ \u00a0\u202f](?<half>[AP]M)$`,
    "i"
  )
};

const HALF_DAY = "(?:0?[1-9]|1[0-2]):[0-5]\\d";

/** The usual ones among them for SQL, the commonest first. */
const SQL_TIMES: Record<Dialect["time"], Form[]> = {
  "hh:mm": [
    {pattern: " \\d{2}:\\d{2}", format: " %H:%M", like: " __:__"},
    {pattern: " \\d{2}:\\d{2}:\\d{2}", format: " %H:%M:%S", like: " __:__:__"},
    {pattern: "T\\d{2}:\\d{2}:\\d{2}", format: "T%H:%M:%S", like: "T__:__:__"},
    {pattern: "T\\d{2}:\\d{2}", format: "T%H:%M", like: "T__:__"}
  ],
  "h:mm am": [
    {pattern: ` ${HALF_DAY} [AP]M`, format: " %I:%M %p"},
    {pattern: `, ${HALF_DAY} [AP]M`, format: ", %I:%M %p"},
    {pattern: ` ${HALF_DAY}:[0-5]\\d [AP]M`, format: " %I:%M:%S %p"}
  ]
};

function joinForms(day: Form, time: Form): Form {
  const joined = {pattern: day.pattern + time.pattern, format: day.format + time.format};
  if (day.like === undefined || time.like === undefined) return joined;
  return {...joined, like: day.like + time.like};
}

function readLocal(value: string, dialect: Dialect): DuckDBTimestampTZValue | CellProblem {
  const behind = value.search(/[ T,]/);
  const days = readDay(behind === -1 ? value : value.slice(0, behind), dialect.day);
  if (days instanceof CellProblem) return days;
  const seconds = behind === -1 ? 0 : readTime(value.slice(behind), dialect.time);
  if (seconds === undefined) {
    return new CellProblem("bad_instant", `not an instant written ${dialect.day} ${dialect.time}`);
  }
  const micros = instantOf((days * 86_400 + seconds) * 1_000_000, dialect.timeZone);
  if (micros !== undefined) return new DuckDBTimestampTZValue(BigInt(micros));
  return new CellProblem(
    "bad_instant",
    `this local time happens twice or never in ${dialect.timeZone} (the clocks change); correct the hour`
  );
}

/** Seconds since midnight. */
function readTime(value: string, time: Dialect["time"]): number | undefined {
  const {h, min, s, half} = TIMES[time].exec(value)?.groups ?? {};
  if (h === undefined) return undefined;
  const hours = half === undefined ? Number(h) : (Number(h) % 12) + (/^p/i.test(half) ? 12 : 0);
  return (hours * 60 + Number(min)) * 60 + Number(s ?? 0);
}
