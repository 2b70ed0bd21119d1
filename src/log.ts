import {type Progress, showProgress} from "./progress.ts";

/** What a command tells of itself: how far it is, and why it ends otherwise than it should. */
export interface Log extends Progress {
  readonly isJson: boolean;
  /** The command ends with this code; `stack` for whoever looks into the program. */
  fail(message: string, exitCode: number, stack?: string): void;
}

/** What can happen; what is not for people to act on comes as `debug`. */
type Event = "step_started" | "part_done" | "step_finished" | "note" | "error";

/** A line of the log for programs; docs/operations.md explains the keys, which keep their names. */
export interface LogLine {
  /** Instant, UTC. */
  time: string;
  level: "debug" | "info" | "notice" | "error";
  event: Event;
  /** The build under way, once there is one. */
  build?: string;
  step?: string;
  /** The part that is done, how many are, and of how many. */
  part?: string;
  done?: number;
  total?: number;
  /** Milliseconds since the step was started. */
  duration_ms?: number;
  /** What came out of a step, counted. */
  counts?: Record<string, number>;
  /** The same line that people get. */
  message?: string;
  exit_code?: number;
  stack?: string;
}

type Stream = NodeJS.WriteStream;

/** A log for people: a bar a step on a terminal, lines otherwise. */
export function lineLog(stream: Stream): Log {
  return {
    ...showProgress(stream),
    isJson: false,
    fail: (message, _, stack) => {
      stream.write(`${message}\n`);
      if (stack !== undefined) stream.write(`${stack}\n`);
    }
  };
}

/** A log for programs: an object a line. */
export function jsonLog(stream: Pick<Stream, "write">): Log {
  let build: {build?: string} = {};
  const write = (level: LogLine["level"], event: Event, facts: Partial<LogLine>): void => {
    const line: LogLine = {time: new Date().toISOString(), level, event, ...build, ...facts};
    stream.write(`${JSON.stringify(line)}\n`);
  };
  return {
    isJson: true,
    begin: (id) => void (build = {build: id}),
    note: (message) => write("notice", "note", {message}),
    fail: (message, exit_code, stack) =>
      write("error", "error", {message, exit_code, ...(stack === undefined ? {} : {stack})}),
    step(step, total) {
      const start = performance.now();
      let done = 0;
      const duration = (): {duration_ms: number} => ({duration_ms: Math.round(performance.now() - start)});
      write("info", "step_started", {step, total});
      return {
        advance: (part) => write("debug", "part_done", {step, part, done: ++done, total, ...duration()}),
        finish: (message, counts) =>
          write("info", "step_finished", {
            step,
            ...duration(),
            ...(counts === undefined ? {} : {counts}),
            message
          })
      };
    }
  };
}
