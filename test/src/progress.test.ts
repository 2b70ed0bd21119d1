import {describe, expect, it} from "vitest";
import {lineProgress} from "../../src/progress.ts";

describe("progress", () => {
  it("is one line a step where there is no terminal", () => {
    const lines: string[] = [];
    const progress = lineProgress((line) => lines.push(line));
    const step = progress.step("ingest", 2);
    step.advance("a.csv");
    step.advance("b.csv");
    step.finish("2 files");
    progress.note("b.csv: same content as another file; read once");
    expect(lines).toEqual(["ingest     2 files", "b.csv: same content as another file; read once"]);
  });
});
