import {BaseSequencer} from "vitest/node";

/** Files that take longest, those first: a long one that begins last leaves all processors but one with nothing to do. */
const LONGEST = [
  "test/pipeline/sample/runs.test.ts",
  "test/reports/pages.test.ts",
  "test/kills/kills.test.ts",
  "test/pipeline/checks/checks.test.ts",
  "test/src/cli.test.ts",
  "test/src/explain.test.ts",
  "test/src/audit.test.ts",
  "test/journey.test.ts",
  "test/examples/online-retail.test.ts",
  "test/pipeline/corrections/corrections.test.ts"
];

/** The order of test files. */
export class LongestFirst extends BaseSequencer {
  override async sort(...[files]: Parameters<BaseSequencer["sort"]>): ReturnType<BaseSequencer["sort"]> {
    const sorted = await super.sort(files);
    const isLong = ({moduleId}: (typeof sorted)[number]): boolean =>
      LONGEST.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
