import {BaseSequencer} from "vitest/node";

/** Files that take longest, the longest first: a long one that begins last leaves all processors but one with nothing to do. */
const LONGEST = [
  "test/reports/pages.test.ts",
  "test/kills/kills.test.ts",
  "test/audiences/canaries.test.ts",
  "test/pipeline/sample/runs.test.ts",
  "test/journey.test.ts",
  "test/reports/tools.test.ts",
  "test/src/cli.test.ts",
  "test/hostile/pages.test.ts",
  "test/pipeline/checks/checks.test.ts",
  "test/examples/online-retail.test.ts",
  "test/src/audit.test.ts",
  "test/src/explain.test.ts",
  "test/src/report.test.ts",
  "test/src/forget.test.ts",
  "test/pipeline/sample/actions.test.ts",
  "test/src/site.test.ts",
  "test/pollution/pollution.test.ts",
  "test/pipeline/corrections/corrections.test.ts",
  "test/fuzz/fuzz.test.ts"
];

/** The order of test files. */
export class LongestFirst extends BaseSequencer {
  override async sort(...[files]: Parameters<BaseSequencer["sort"]>): ReturnType<BaseSequencer["sort"]> {
    const sorted = await super.sort(files);
    const place = ({moduleId}: (typeof sorted)[number]): number => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return found === -1 ? LONGEST.length : found;
    };
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}
