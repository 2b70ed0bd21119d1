// What is done about alerts, and what people get wrong about it: the misses are planted here.
import type {AlertKind} from "./alerts.ts";
import {FIRST_DAY, LAST_DAY, workday, type Day} from "./days.ts";
import type {Random} from "./random.ts";

/** First month in which everybody works with tasks: nothing is missed before. */
const MISSES_FROM = FIRST_DAY + 180;

/** What is done about an alert of a churn risk or a meeting with a competitor. */
export interface Handling {
  /** Day for which the task is set; null when nobody sets one. */
  taskDay: Day | null;
  /** Day of the own meeting, and day on which it is made; null without one. */
  meetingDay: Day | null;
  madeDay: Day | null;
  /** Day on which somebody calls, where no meeting is made; null where one is. */
  attemptDay: Day | null;
  /** Whether a message is ticked. */
  isTicked: boolean;
  /** Day on which a request of the board is marked as done; null while it is not. */
  doneDay: Day | null;
  miss: Miss | null;
}

/** What is planted: ticked without a task, done and never ticked, and tasks that come late, early or never. */
export type Miss = "early_tick" | "unticked" | "late_task" | "early_task" | "no_task";

interface Handled {
  kind: AlertKind;
  day: Day;
  /** Day on which the competitor comes; null for a churn risk. */
  met: Day | null;
  isOnBoard: boolean;
  /** Alone of its kind for weeks: what is done about it can be told from what is done about others. */
  isAlone: boolean;
}

/** Shares of the alerts that could be missed, by how. */
const MISSES: readonly (readonly [Miss | null, number])[] = [
  [null, 74],
  ["early_tick", 8],
  ["unticked", 6],
  ["late_task", 6],
  ["early_task", 3],
  ["no_task", 3]
];

/** Last day on which the task is in time: the same day for a churn risk, the day after or a week before the competitor. */
export function taskDeadline(day: Day, met: Day | null): Day {
  return met === null ? day : Math.max(day + 1, met - 7);
}

/** What is done about one alert. */
export function handleAlert(random: Random, alert: Handled): Handling {
  const miss = drawMiss(random, alert);
  const {day, met, isOnBoard} = alert;
  const deadline = taskDeadline(day, met);
  const taskDays: Record<Miss, Day | null> = {
    early_tick: null,
    no_task: null,
    unticked: deadline,
    late_task: deadline + random.int(1, 6),
    early_task: day
  };
  const made = day + random.int(0, 4);
  const meetingDay = workday((met ?? made) + random.int(1, 5));
  const isMade = random.chance(0.65);
  const isDone = random.chance(0.85);
  const attemptDay = day + random.int(0, 2);
  const doneDay = day + random.int(0, 9);
  const taskDay = miss === null ? deadline : taskDays[miss];
  if (isOnBoard) {
    const meets = miss === "unticked" || isMade;
    return {
      taskDay,
      meetingDay: meets && (isDone || miss === "unticked") ? meetingDay : null,
      madeDay: miss === "unticked" ? made : meets && isDone ? doneDay : null,
      attemptDay: null,
      isTicked: miss !== "unticked" && isDone,
      doneDay: miss !== "unticked" && isDone ? doneDay : null,
      miss
    };
  }
  // Nothing is done about what has no task. A red alert needs no case: it is handled by a meeting.
  const isNeglected = taskDay === null;
  const meets = !isNeglected && (isMade || met !== null || miss === "unticked");
  return {
    taskDay,
    meetingDay: meets ? meetingDay : null,
    madeDay: meets ? made : null,
    attemptDay: isNeglected || meets ? null : attemptDay,
    isTicked: miss === "early_tick" || (!isNeglected && miss !== "unticked"),
    doneDay: null,
    miss
  };
}

function drawMiss(random: Random, {day, met, isOnBoard, isAlone}: Handled): Miss | null {
  const miss = random.weighted(MISSES);
  if (day < MISSES_FROM || !isAlone) return null;
  // Only a red alert can have its task too early; on the board, what is marked as done counts as handled.
  if (miss === "early_task" && met === null) return null;
  return miss === "early_tick" && isOnBoard ? null : miss;
}

/** What the account of alerts has to find, as cells of a truth file: is_premature_tick, is_unticked, duty. */
export function handlingTruth({miss}: Handling, day: Day, met: Day | null): string[] {
  const isMissing = miss === "early_tick" || miss === "no_task";
  const missing = taskDeadline(day, met) < LAST_DAY ? "missing" : "pending";
  const duty = miss === "late_task" ? "late" : miss === "early_task" ? "early_breach" : "met";
  return [String(miss === "early_tick"), String(miss === "unticked"), isMissing ? missing : duty];
}
