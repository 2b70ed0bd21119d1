import {constants} from "node:os";

/** How a terminal, a service manager and a closed session tell a process to end. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Has something done when the process is told to end, at once and not in a while: then it ends by that signal, as every
 * program does. What began last is done first. What is handed over gets the signal and what a shell will see (128 and its number).
 * @returns what takes it back.
 */
export function whenStopped(clean: (signal: string, exitCode: number) => void): () => void {
  const handlers = SIGNALS.map((signal) => ({
    signal,
    handle: () => {
      takeBack();
      try {
        clean(signal, 128 + constants.signals[signal]);
      } finally {
        process.kill(process.pid, signal);
      }
    }
  }));
  const takeBack = (): void => {
    for (const {signal, handle} of handlers) process.off(signal, handle);
  };
  for (const {signal, handle} of handlers) process.prependListener(signal, handle);
  return takeBack;
}
