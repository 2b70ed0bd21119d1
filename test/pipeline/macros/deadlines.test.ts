// Deadlines against a calendar that knows nothing of the SQL, on every day from 2019 to 2030.
import fc from "fast-check";
import {Temporal} from "temporal-polyfill";
import {describe, expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";
import vectors from "../../vectors.json" with {type: "json"};

const FIRST = Temporal.PlainDate.from("2019-01-01");
const DAYS = FIRST.until(Temporal.PlainDate.from("2030-12-31")).days + 1;
const day = fc.integer({min: 0, max: DAYS - 1}).map((days) => FIRST.add({days}));

const list = (days: readonly Temporal.PlainDate[]): string =>
  days.map((date) => `date '${date.toString()}'`).join(", ");

/** The cut of a contract and that of its text messages, month by month from its start. */
function cutsOf(start: Temporal.PlainDate, lost: Temporal.PlainDate): string[] {
  let years = 1;
  while (Temporal.PlainDate.compare(start.add({years}), lost) < 0) years++;
  return [start.add({years}), start.add({months: 12 * years + 1})].map(String);
}

describe("billing_cut", () => {
  it.each(vectors.billing_cut)("of $start lost on $loss is $main, $sms", async ({start, loss, main, sms}) => {
    const [row] = await runSelect(
      `select billing_cut(date '${start}', date '${loss}', 0) as main, billing_cut(date '${start}', date '${loss}', 1) as sms`
    );
    expect(row).toEqual({main, sms});
    expect(cutsOf(Temporal.PlainDate.from(start), Temporal.PlainDate.from(loss))).toEqual([main, sms]);
  });

  it("agrees on every start from 2019 to 2030, around each of its anniversaries", async () => {
    const rows = await runSelect(`
      select start::varchar as start, lost::varchar as lost,
        billing_cut(start, lost, 0)::varchar as main, billing_cut(start, lost, 1)::varchar as sms
      from
        (select unnest(generate_series(date '2019-01-01', date '2030-12-31', interval 1 day))::date as start),
        (select unnest([-400, -1, 0, 1, 100, 300, 364, 365, 366, 367, 729, 730, 731, 732, 1094, 1095, 1096, 1097, 1460, 1461, 1462]) as days),
        lateral (select start + days::integer as lost)
      order by start, lost`);
    expect(rows).toHaveLength(DAYS * 21);
    const wrong = rows.filter(({start, lost, main, sms}) => {
      const [cut, messages] = cutsOf(
        Temporal.PlainDate.from(String(start)),
        Temporal.PlainDate.from(String(lost))
      );
      return cut !== main || messages !== sms;
    });
    expect(wrong).toEqual([]);
  }, 60_000);

  it("is a day of the month of its start, or the last one of a shorter month, and never before the loss", async () => {
    await fc.assert(
      fc.asyncProperty(day, day, async (start, lost) => {
        const [row] = await runSelect(
          `select billing_cut(${list([start])}, ${list([lost])}, 0)::varchar as main, billing_cut(${list([start])}, ${list([lost])}, 1)::varchar as sms`
        );
        const [main, sms] = [row?.main, row?.sms].map((cut) => Temporal.PlainDate.from(String(cut)));
        if (main === undefined || sms === undefined) throw new Error("no cut");
        expect(Temporal.PlainDate.compare(main, lost)).toBeGreaterThanOrEqual(0);
        expect(main.month).toBe(start.month);
        expect(sms.month).toBe((start.month % 12) + 1);
        for (const cut of [main, sms]) expect(cut.day).toBe(Math.min(start.day, cut.daysInMonth));
      }),
      {numRuns: 100}
    );
  });
});

describe("fixed_cuts and nearest_cut", () => {
  it.each([
    ["2019-11-30", "2019-10-02", "2019-11-05 2019-11-17"],
    ["2019-11-30", "2019-11-05", "2019-11-05 2019-11-17"],
    ["2019-11-30", "2019-11-06", "2019-11-17"],
    ["2019-11-30", "2019-11-18", "2019-12-05"]
  ])("of a renewal on %s, lost on %s, are %s", async (renewal, lost, cuts) => {
    const [row] = await runSelect(
      `select array_to_string(fixed_cuts(date '${renewal}', date '${lost}', 5, 17), ' ') as cuts`
    );
    expect(row).toEqual({cuts});
  });

  it.each([
    [null, "2019-11-17"],
    ["2019-11-05", "2019-11-05"],
    ["2019-11-06", "2019-11-17"],
    ["2019-11-18", "2019-11-17"]
  ])("measure a cut on %s by %s", async (done, cut) => {
    const days = "[date '2019-11-05', date '2019-11-17']";
    const [row] = await runSelect(
      `select nearest_cut(${days}, ${done === null ? "null::date" : `date '${done}'`})::varchar as cut`
    );
    expect(row).toEqual({cut});
  });
});

describe("obligation_status", () => {
  it.each([
    ["'iban'", "'2020-01-05'", "not_computable"],
    ["null", "'2020-01-01'", "early_breach"],
    ["null", "'2020-01-02'", "met"],
    ["null", "'2020-01-09'", "met"],
    ["null", "'2020-01-10'", "late"],
    ["null", "null", "missing"]
  ])("of what lacks %s and was done on %s is %s", async (missing, done, status) => {
    const told = `${missing}, date '2020-01-02', date '2020-01-09', ${done}::date`;
    const rows = await runSelect(`select obligation_status(${told}, date '2020-01-10') as status`);
    expect(rows).toEqual([{status}]);
  });

  it("is pending on the last day in time", async () => {
    const told = "null, date '2020-01-02', date '2020-01-09', null::date, date '2020-01-09'";
    expect(await runSelect(`select obligation_status(${told}) as status`)).toEqual([{status: "pending"}]);
  });
});

// I14
describe("letter_deadline", () => {
  it.each([
    ["month_end", "2020-01-15", "2020-01-31"],
    ["month_end", "2020-01-16", "2020-02-29"],
    ["same_day", "2020-01-31", "2020-02-29"],
    ["another", "2020-01-15", null]
  ])("under %s of a letter of %s is %s", async (regime, received, due) => {
    const rows = await runSelect(
      `select letter_deadline('${regime}', date '${received}', 15)::varchar as due`
    );
    expect(rows).toEqual([{due}]);
  });

  const deadlines = async (
    regime: string,
    days: readonly Temporal.PlainDate[]
  ): Promise<Temporal.PlainDate[]> => {
    const rows = await runSelect(
      `select letter_deadline('${regime}', received, 15)::varchar as due
       from (select unnest([${list(days)}]) as received, generate_subscripts([${list(days)}], 1) as place) order by place`
    );
    return rows.map(({due}) => Temporal.PlainDate.from(String(due)));
  };

  it("is never before the letter, never earlier for a later letter, and a month's end where months count", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(day, {minLength: 2, maxLength: 40}), async (days) => {
        const sorted = days.sort((one, other) => Temporal.PlainDate.compare(one, other));
        for (const regime of ["month_end", "same_day"]) {
          const due = await deadlines(regime, sorted);
          due.forEach((date, place) => {
            const received = sorted[place] ?? date;
            expect(Temporal.PlainDate.compare(date, received)).toBeGreaterThanOrEqual(0);
            expect(Temporal.PlainDate.compare(date, due[place - 1] ?? date)).toBeGreaterThanOrEqual(0);
            if (regime === "month_end") expect(date.day).toBe(date.daysInMonth);
            else expect(date.toPlainYearMonth()).toEqual(received.toPlainYearMonth().add({months: 1}));
          });
        }
      }),
      {numRuns: 50}
    );
  });
});

// I14
describe("add_months", () => {
  it("never leaves the month that it was sent to, and is anchored, not chained", async () => {
    await fc.assert(
      fc.asyncProperty(day, fc.integer({min: -60, max: 60}), async (anchor, months) => {
        const [row] = await runSelect(`select add_months(${list([anchor])}, ${months})::varchar as moved`);
        const month = anchor.toPlainYearMonth().add({months});
        expect(row?.moved).toBe(String(month.toPlainDate({day: Math.min(anchor.day, month.daysInMonth)})));
      }),
      {numRuns: 200}
    );
  });

  it("does not drift as steps of a month would", async () => {
    const chained = vectors.month_arith.filter((vector) => "chained_wrong" in vector);
    expect(chained).toHaveLength(1);
    for (const {anchor, months, out, chained_wrong} of chained) {
      const [row] = await runSelect(
        `select add_months(date '${anchor}', ${months})::varchar as anchored,
           add_months(add_months(date '${anchor}', ${months - 1}), 1)::varchar as chained`
      );
      expect(row).toEqual({anchored: out, chained: chained_wrong});
    }
  });
});
