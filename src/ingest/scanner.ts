import {stat} from "node:fs/promises";
import {join} from "node:path";
import {type MessagePort, Worker} from "node:worker_threads";
import {FileSource} from "./bytes.ts";
import {type CopyOptions, copyLines} from "./copy.ts";
import type {Encoding} from "../dialect.ts";
import {RessacError} from "../errors.ts";
import type {Layout} from "./layout.ts";
import {type Mark, Marks} from "./marks.ts";
import {copyRecords} from "./quoted.ts";
import {joinScans, middleOf} from "./halves.ts";
import {type PartScan, type Scan, scanPart} from "./scan.ts";

/** Work on the bytes of a file, done in a thread of its own: the database has the others. */
type Job =
  | {kind: "scan"; path: string; layout: Layout; range: Range}
  | {kind: "copy"; path: string; target: string; layout: Layout; options: CopyOptions & Range}
  | {kind: "records"; path: string; target: string; encoding: Encoding; records: Mark[]};

/** Bytes of a file, half-open. */
interface Range {
  start: number;
  end: number;
}

type Answer =
  | {scan: Omit<PartScan, "marks">; marks: Float64Array<ArrayBuffer>}
  | {error: {message: string; exitCode: number}}
  | {copied: true};

/** A file below this size is scanned sooner than a thread is started. */
const SMALL = 64 << 20;

/**
 * Scans and copies files in two threads of their own, started with the first file that is worth it: large files are
 * cut in two. A thread does one thing at a time, what it is asked for first.
 */
export class ScanWorker {
  private readonly threads: [Thread, Thread] = [new Thread(), new Thread()];

  /** @throws RessacError (1) when the file has a line that no delimited file has. */
  async scan(path: string, layout: Layout): Promise<Scan> {
    const [one, other] = this.threads;
    const {data_start} = layout;
    const cut = (await stat(path)).size < SMALL ? undefined : middleOf(path, layout);
    if (cut !== undefined) {
      const [first, second] = await Promise.all([
        one.scan(path, layout, {start: data_start, end: cut}),
        other.scan(path, layout, {start: cut, end: Infinity})
      ]);
      const whole = joinScans(first, second, cut);
      if (whole !== undefined) return whole;
    }
    return one.scan(path, layout, {start: data_start, end: Infinity});
  }

  /** Copies the lines of a scanned file, in as many parts as it can be cut in; gives their paths, in order. */
  async copy(
    path: string,
    folder: string,
    layout: Layout,
    {cuts, exceptional, ...options}: CopyOptions & Pick<Scan, "cuts">
  ): Promise<string[]> {
    const starts = [layout.data_start, ...cuts];
    return Promise.all(
      starts.map(async (start, part) => {
        const end = starts[part + 1] ?? Infinity;
        const its = exceptional.filter((mark) => mark.start >= start && mark.start < end);
        const target = join(folder, `copy-${part}.csv`);
        const thread = this.threads[part % 2] as Thread;
        await thread.ask({
          kind: "copy",
          path,
          target,
          layout,
          options: {...options, exceptional: its, start, end}
        });
        return target;
      })
    );
  }

  async copyRecords(path: string, target: string, encoding: Encoding, records: Mark[]): Promise<void> {
    await this.threads[0].ask({kind: "records", path, target, encoding, records});
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

class Thread {
  private worker: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();

  async scan(path: string, layout: Layout, range: Range): Promise<PartScan> {
    const answer = await this.ask({kind: "scan", path, layout, range});
    if (!("scan" in answer)) throw new Error("a scan gave no answer");
    return {...answer.scan, marks: Marks.of(answer.marks)};
  }

  ask(job: Job): Promise<Answer> {
    const answer = this.last.then(() => this.send(job));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private async send(job: Job): Promise<Answer> {
    if (this.worker === undefined && (await stat(job.path)).size < SMALL) return doJob(job);
    this.worker ??= new Worker(new URL("./worker.js", import.meta.url));
    return answerOf(this.worker, job);
  }
}

function answerOf(worker: Worker, job: Job): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off("message", onMessage);
      worker.off("error", onError);
    };
    const onMessage = (answer: Answer): void => {
      settle();
      if ("error" in answer)
        reject(new RessacError(answer.error.message, answer.error.exitCode as 1 | 2 | 3));
      else resolve(answer);
    };
    const onError = (error: Error): void => {
      settle();
      reject(error);
    };
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.postMessage(job);
  });
}

/** Answers the jobs that come in through a port. */
export function serveScans(port: MessagePort): void {
  port.on("message", (job: Job) => {
    try {
      port.postMessage(doJob(job));
    } catch (error) {
      if (!(error instanceof RessacError)) throw error;
      port.postMessage({error: {message: error.message, exitCode: error.exitCode}});
    }
  });
}

function doJob(job: Job): Answer {
  if (job.kind === "records") {
    copyRecords(job.path, job.target, job);
    return {copied: true};
  }
  if (job.kind === "copy") {
    copyLines(job.path, job.target, job.layout, job.options);
    return {copied: true};
  }
  const {path, layout, range} = job;
  const source = new FileSource(path, range.start === layout.data_start ? 0 : range.start);
  try {
    const {marks, ...scan} = scanPart(source, layout, range);
    return {scan, marks: marks.toArray()};
  } finally {
    source.close();
  }
}
