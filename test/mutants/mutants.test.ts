// The mistakes that `npm run mutants` puts into files are those that it names, each in its place.
import {describe, expect, it} from "vitest";
import {applied, mutationsOf} from "./mutations.ts";
import {tokenize} from "./tokens.ts";

/** What becomes of a text, by the kind of mistake. */
function mutants(sql: string, ...kinds: string[]): string[] {
  return mutationsOf(sql)
    .filter(({kind}) => kinds.includes(kind))
    .map((mutation) => applied(sql, mutation));
}

describe("tokens", () => {
  it("are none of the words in texts, names and comments", () => {
    const sql = `select "and" -- or\n, 'it''s < 1' /* + */ from t`;
    expect(tokenize(sql).map(({text}) => text)).toEqual(["select", '"and"', ",", "'it''s < 1'", "from", "t"]);
    expect(mutationsOf(sql)).toEqual([]);
  });

  it("know how deep they stand in brackets", () => {
    expect(tokenize("f(a, (b))").map(({text, depth}) => `${text}${depth}`)).toEqual([
      ...["f0", "(0", "a1", ",1", "(1", "b2", ")1", ")0"]
    ]);
  });
});

describe("mistakes in SQL", () => {
  it("compare otherwise, and reckon otherwise, but count rows as they are", () => {
    expect(mutants("a < b", "comparison")).toEqual(["a <= b", "a >= b"]);
    expect(mutants("a <> b", "comparison")).toEqual(["a = b"]);
    expect(mutants("a // b * 2", "arithmetic")).toEqual(["a * b * 2", "a // b / 2"]);
    expect(mutants("select *, count(*), t.* from t", "arithmetic")).toEqual([]);
    expect(mutants("x + 9", "number")).toEqual(["x + 10", "x + 8"]);
    expect(mutants("x + 0.5", "number")).toEqual([]);
  });

  it("join conditions otherwise, but leave the two ends of a between together", () => {
    expect(mutants("a between 1 and 2 and b", "and, or")).toEqual(["a between 1 and 2 or b"]);
    expect(mutants("where a between 1 and 2 and b = (c and d) order by e", "condition")).toEqual([
      "where true and b = (c and d) order by e",
      "where a between 1 and 2 and true order by e"
    ]);
  });

  it("leave a condition out, wherever it stands", () => {
    expect(mutants("from a join b on a.i = b.i and a.j < b.j left join c on c.i = a.i", "condition")).toEqual(
      [
        "from a join b on true and a.j < b.j left join c on c.i = a.i",
        "from a join b on a.i = b.i and true left join c on c.i = a.i",
        "from a join b on a.i = b.i and a.j < b.j left join c on true"
      ]
    );
    expect(mutants("case when a and b then 1 else 2 end", "condition")).toEqual([
      "case when true and b then 1 else 2 end",
      "case when a and true then 1 else 2 end",
      "case when false then 1 else 2 end"
    ]);
    expect(mutants("if (a, 1, 2)", "condition")).toEqual(["if (true, 1, 2)", "if (false, 1, 2)"]);
    expect(mutants("case when a then 1 else case when b then 2 end end", "else")).toEqual([
      "case when a then 1 else null end"
    ]);
  });

  it("join tables otherwise", () => {
    expect(mutants("a join b left join c cross join d", "join")).toEqual([
      "a left join b left join c cross join d",
      "a join b join c cross join d"
    ]);
    expect(mutants("a semi join b", "semi, anti")).toEqual(["a anti join b"]);
    expect(mutants("select 1 union all select 2 union select 3", "union")).toEqual([
      "select 1 union select 2 union select 3",
      "select 1 union all select 2 union all select 3"
    ]);
  });

  it("say the contrary, or another word of a pair", () => {
    expect(mutants("a is null and b is not null", "not")).toEqual([
      "a is not null and b is not null",
      "a is null and b is  null"
    ]);
    expect(mutants("min(a), least(b, c) order by min desc", "function or word")).toEqual([
      "max(a), least(b, c) order by min desc",
      "min(a), greatest(b, c) order by min desc",
      "min(a), least(b, c) order by min asc"
    ]);
    expect(mutants("count(distinct a), a is distinct from b", "distinct")).toEqual([
      "count( a), a is distinct from b"
    ]);
    expect(mutants("coalesce(a, f(b, c), d)", "coalesce")).toEqual([
      "coalesce(f(b, c), d)",
      "coalesce(a, d)",
      "coalesce(a, f(b, c))"
    ]);
  });
});
