import {SingleBar} from "cli-progress";
import {whenStopped} from "./stop.ts";

/** Tells a reader how far a command is; handed in, so that the engine itself never prints. */
export interface Progress {
  /** Begins a step of `total` parts. */
  step(title: string, total: number): Step;
  /** One line about something worth knowing. */
  note(line: string): void;
  /** What follows belongs to this build. */
  begin?(build: string): void;
}

export interface Step {
  /** One more part is done; `detail` says which. */
  advance(detail: string): void;
  /** The step is over; `summary` says what came out of it, `counts` the same for programs. */
  finish(summary: string, counts?: Record<string, number>): void;
}

/** A bar a step on a terminal, a line a step otherwise. */
export function showProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? barProgress(stream) : lineProgress((line) => stream.write(`${line}\n`));
}

/** One line when a step is over: what a log file needs. */
export function lineProgress(write: (line: string) => void): Progress {
  return {
    note: write,
    step: (title) => ({
      advance: () => undefined,
      finish: (summary) => write(`${title.padEnd(TITLE_WIDTH)}${summary}`)
    })
  };
}

const TITLE_WIDTH = 11;

function barProgress(stream: NodeJS.WriteStream): Progress {
  return {
    note: (line) => stream.write(`${line}\n`),
    step(title, total) {
      const width = Math.max(10, Math.min(30, (stream.columns || 80) - 50));
      const bar = new SingleBar({
        stream,
        barsize: width,
        format: `${title.padEnd(TITLE_WIDTH)}{bar} {value}/{total} {detail}`,
        barCompleteChar: "█",
        barIncompleteChar: "░",
        hideCursor: true,
        clearOnComplete: true,
        // Its own way of being stopped shows the cursor again and goes on.
        gracefulExit: false,
        linewrap: false
      });
      bar.start(total, 0, {detail: ""});
      const takeBack = whenStopped(() => bar.stop());
      return {
        advance: (detail) => bar.increment({detail}),
        finish(summary) {
          takeBack();
          bar.stop();
          stream.write(`${title.padEnd(TITLE_WIDTH)}${summary}\n`);
        }
      };
    }
  };
}
