import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import vectors from "../vectors.json" with {type: "json"};
import {designEffect, detectableFall, neededPerArm} from "../../reports/components/action-power.ts";
import type {ActionVerdict} from "../../reports/components/action-results.ts";
import {actionsFinding, signed, verdictText} from "../../reports/components/actions.ts";
import {makeSay, type Words} from "../../reports/components/say.ts";
import {makeVerdict, RULES} from "./actions.ts";
import {makeFixture} from "./fixture.ts";

const words = JSON.parse(readFileSync("reports/words/en.json", "utf8")) as Words;
const {about, actions} = makeFixture({groups: 3});
const say = makeSay(words, {currency: "EUR"});
const context = {say, about: about[0] as (typeof about)[0]};
const blind = (more: Partial<ActionVerdict>) =>
  makeVerdict({action: "A", place: 1, outcome: "motive", verdict: "not_measurable", ...more});

describe("what is said of all actions", () => {
  it("begins with a fall that goes with one, and never says that it caused it", () => {
    expect(actionsFinding(actions, context)).toBe(
      "One action of 6 goes with a fall: Échéancier, −7.4 points of “Price” (−11.1 to −3.7)"
    );
  });

  it("says what the volume cannot show where it shows nothing", () => {
    expect(actionsFinding([blind({detectable_fall: 9})], context)).toBe(
      "Not measurable with this volume: a drop under 9 points cannot be seen"
    );
    expect(actionsFinding([blind({detectable_fall: 9}), blind({detectable_fall: 12})], context)).toContain(
      "under 9 points"
    );
    expect(actionsFinding([blind({detectable_fall: null})], context)).toContain("not even the end");
  });

  it("does not count a fall on a doubtful design, nor one of too few customers", () => {
    for (const doubt of [{is_doubtful: true}, {is_hidden: true}]) {
      const fell = makeVerdict({action: "A", place: 0, outcome: "motive", ...doubt});
      expect(actionsFinding([fell], context)).toBe("The action shows no sure fall");
    }
    expect(actionsFinding([], context)).toBe("No action aims at this motive");
    expect(actionsFinding([], {...context, isEmpty: true})).toBe("No preventive action is declared");
  });

  it("has no causal word for what is only seen together", () => {
    const texts = Object.entries(words).flatMap(([key, entry]) =>
      /^(actions|actions_page|arms|placebo|interrupted|planned|policies)\./.test(key)
        ? typeof entry === "string"
          ? [entry]
          : Object.values(entry)
        : []
    );
    expect(texts.length).toBeGreaterThan(100);
    for (const text of texts)
      expect(text).not.toMatch(/\b(caused?|thanks to|because of the action|worked|reduced)\b/i);
  });
});

describe("one action", () => {
  it("is doubted in words where its design is", () => {
    const row = makeVerdict({action: "A", place: 0, outcome: "motive", is_doubtful: true});
    expect(verdictText(row, say)).toBe("fall (groups hardly comparable before the start)");
    expect(verdictText(blind({detectable_fall: 3.25}), say)).toContain("a drop under 3.3 points");
    expect(verdictText(blind({is_hidden: true}), say)).toBe("too few customers to be shown");
  });

  it("is told with the sign of its effect, and none where it rounds to nothing", () => {
    expect([0.04, -0.04, 1.25, -7.44, null].map((value) => signed(value, say))).toEqual([
      "0",
      "0",
      "+1.3",
      "−7.4",
      "–"
    ]);
  });
});

describe("the calculator", () => {
  it("takes as many as the vectors", () => {
    const {n_30_36, n_30_35, n_10_8, deff_m20_icc05} = vectors.mde;
    expect(neededPerArm(0.3, 0.36, RULES)).toBeCloseTo(n_30_36, 9);
    expect(neededPerArm(0.3, 0.35, RULES)).toBeCloseTo(n_30_35, 9);
    expect(neededPerArm(0.1, 0.08, RULES)).toBeCloseTo(n_10_8, 9);
    expect(designEffect(20, 0.05)).toBeCloseTo(deff_m20_icc05, 12);
  });

  it("finds the fall that takes as many as there are", () => {
    const plan = {rate: 12, exposed: 2000, compared: 1000, months: 6, unitSize: 20, icc: 0.05};
    const fall = detectableFall(plan, RULES) ?? NaN;
    // Harmonic mean 1 333.3 customers, six months, by 1.95 and by 1.5.
    const perArm = ((2 / (1 / 2000 + 1 / 1000)) * 6) / 1.95 / 1.5;
    expect(neededPerArm(0.01, 0.01 - fall / 1200, RULES)).toBeCloseTo(perArm, 6);
  });

  it("says nothing where not even the end of all cases would be seen, or nobody is there", () => {
    const plan = {rate: 12, exposed: 20, compared: 20, months: 3, unitSize: 1, icc: 0};
    expect(detectableFall(plan, RULES)).toBeNull();
    expect(detectableFall({...plan, exposed: 0}, RULES)).toBeNull();
    expect(detectableFall({...plan, rate: 0}, RULES)).toBeNull();
  });
});
