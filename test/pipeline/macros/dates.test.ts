import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

describe("add_months", () => {
  it.each(vectors.month_arith)("puts $out $months months after $anchor", async ({anchor, months, out}) => {
    expect(await runSelect(`select add_months(date '${anchor}', ${months}) as day`)).toEqual([{day: out}]);
  });

  it("never leaves the month it was sent to", async () => {
    const rows = await runSelect(`
      select day, months
      from generate_series(date '2019-12-01', date '2021-03-31', interval 1 day) as days (day), range(-30, 31) as spans (months)
      where first_of_month(add_months(day::date, months::integer)) <> add_months(first_of_month(day::date), months::integer)`);
    expect(rows).toEqual([]);
  });
});

describe("local_date", () => {
  it("counts days as people in Paris do, in winter and in summer", async () => {
    const [row] = await runSelect(`
      select
        local_date(timestamptz '2020-12-31 22:59:59Z') as winter,
        local_date(timestamptz '2020-12-31 23:00:00Z') as new_year,
        local_date(timestamptz '2020-06-30 22:00:00Z') as summer`);
    expect(row).toEqual({winter: "2020-12-31", new_year: "2021-01-01", summer: "2020-07-01"});
  });
});

describe("first_of_month and last_of_month", () => {
  it("are the ends of the month", async () => {
    const [row] = await runSelect(
      "select first_of_month(date '2020-02-15') as first, last_of_month(date '2020-02-15') as last"
    );
    expect(row).toEqual({first: "2020-02-01", last: "2020-02-29"});
  });
});

describe("weekday_type", () => {
  it("holds Mondays apart from the days in the middle of the week and from its end", async () => {
    const rows = await runSelect(
      "select list(weekday_type((date '2020-06-01' + day::integer)::date) order by day) as week from range(7) as days (day)"
    );
    expect(rows).toEqual([
      {week: ["monday", "midweek", "midweek", "midweek", "midweek", "weekend", "weekend"]}
    ]);
  });
});
