import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {subjectAddress, subjectIn, subjectOf, subjectOfRow} from "../../reports/components/subjects.ts";
import {nameOf} from "../../reports/components/table-view.ts";

describe("the address of a story", () => {
  it("comes back as it went, whatever an order or a case is called", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("order" as const, "case" as const),
        fc.string({minLength: 1}),
        (kind, id) => {
          expect(subjectIn(subjectAddress({kind, id}))).toEqual({kind, id});
        }
      )
    );
  });

  it("is none for other addresses, of rebookings too", () => {
    for (const hash of ["", "#", "#A1000@2026-01-05", "#order=", "#order=%E0%A4%A", "#seller=S1"])
      expect(subjectIn(hash), hash).toBeNull();
  });
});

describe("a column", () => {
  it("leads to a story where it names an order or a case", () => {
    expect(subjectOf("order_id", "A1")).toEqual({kind: "order", id: "A1"});
    expect(subjectOf("case_id", "C1")).toEqual({kind: "case", id: "C1"});
    expect(subjectOf("cancellation_id", "A1@2026-01-05")).toEqual({kind: "order", id: "A1"});
    expect(subjectOf("order_id", null)).toBeNull();
    expect(subjectOf("customer_id", "A1")).toBeNull();
    expect(subjectOf("case_id", "–")).toBeNull();
  });
});

describe("a row", () => {
  it("is about its case first, else about its order, else about nothing", () => {
    expect(subjectOfRow({order_id: "A1", case_id: "C1"})).toEqual({kind: "case", id: "C1"});
    expect(subjectOfRow({cancellation_id: "A1@2026-01-05", case_id: null})).toEqual({
      kind: "order",
      id: "A1"
    });
    expect(subjectOfRow({customer_id: "K1"})).toBeNull();
    expect(subjectOfRow(null)).toBeNull();
  });
});

describe("the name of a table", () => {
  it("is that of its columns", () => {
    const columns = [{key: "month"}, {key: "cases"}];
    expect(nameOf(columns)).toMatch(/^t[a-z0-9]+$/);
    expect(nameOf(columns)).toBe(nameOf([{key: "month"}, {key: "cases"}]));
    expect(nameOf(columns)).not.toBe(nameOf([...columns].reverse()));
  });
});
