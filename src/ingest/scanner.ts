import {stat} from "node:fs/promises";
import {type MessagePort, Worker} from "node:worker_threads";
import {FileSource} from "./bytes.ts";
import {type CopyOptions, copyLines} from "./copy.ts";
import type {Encoding} from "../dialect.ts";
import {RessacError} from "../errors.ts";
import type {Layout} from "./layout.ts";
import {type Mark, Marks} from "./marks.ts";
import {copyRecords} from "./quoted.ts";
import {type Scan, scanFile} from "./scan.ts";

/** Work on the bytes of a file, done in a thread of its own: the database has the others. */
type Job =
  | {kind: "scan"; path: string; layout: Layout}
  | {kind: "copy"; path: string; target: string; layout: Layout; options: CopyOptions}
  | {kind: "records"; path: string; target: string; encoding: Encoding; records: Mark[]};

type Answer =
  | {scan: Omit<Scan, "marks">; marks: Float64Array<ArrayBuffer>}
  | {error: {message: string; exitCode: number}}
  | {copied: true};

/** A file below this size is scanned sooner than a thread is started. */
const SMALL = 64 << 20;

/**
 * Scans and copies files in a thread of its own, started with the first file that is worth it. One thing at a time:
 * what is asked for first is done first.
 */
export class ScanWorker {
  private worker: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** @throws RessacError (1) when the file has a line that no delimited file has. */
  async scan(path: string, layout: Layout): Promise<Scan> {
    const answer = await this.ask({kind: "scan", path, layout});
    if (!("scan" in answer)) throw new Error("a scan gave no answer");
    return {...answer.scan, marks: Marks.of(answer.marks)};
  }

  async copy(path: string, target: string, layout: Layout, options: CopyOptions): Promise<void> {
    await this.ask({kind: "copy", path, target, layout, options});
  }

  async copyRecords(path: string, target: string, encoding: Encoding, records: Mark[]): Promise<void> {
    await this.ask({kind: "records", path, target, encoding, records});
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }

  private ask(job: Job): Promise<Answer> {
    const answer = this.last.then(() => this.send(job));
    this.last = answer.catch(() => undefined);
    return answer;
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
  const source = new FileSource(job.path);
  try {
    const {marks, ...scan} = scanFile(source, job.layout);
    return {scan, marks: marks.toArray()};
  } finally {
    source.close();
  }
}
