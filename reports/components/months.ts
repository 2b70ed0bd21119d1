import type {Cube} from "./cube.js";
import {type Filters, passes} from "./filters.js";
import type {CancellationMonth, MovementMonth} from "./results.js";

/** A cell of `movement_months`. */
export interface MovementCell extends MovementMonth {
  brand: string;
}

/** A cell of `cancellation_cells`. */
export interface CancellationCell extends Omit<CancellationMonth, "is_mature"> {
  brand: string;
  channel: string;
  family: string;
  motive: string;
  value_band: string;
  /** Those of which a rebooking would be known. */
  mature_cancellations: number;
}

/** All months of what is filtered, whatever the period: a month is shown with those before it. */
const always = (filters: Filters): Filters => ({...filters, from: null, to: null});

/** Rows of the months that are looked at. */
export function inPeriod<Row extends {month: Date}>(rows: Row[], filters: Filters): Row[] {
  return rows.filter(({month}) => passes({month}, filters));
}

/** Movements by month, of the brands that are filtered. */
export function movementMonths(cube: Cube<MovementCell>, filters: Filters): MovementMonth[] {
  return cube.where(always(filters)).by("month", "view", "ledger", "kind");
}

/** Movements by month and brand, of the brands that are filtered. */
export function movementCuts(cube: Cube<MovementCell>, filters: Filters): MovementCell[] {
  return cube.where(always(filters)).by("month", "view", "ledger", "kind", "brand");
}

/** Cancellations by month, of what is filtered, months without any too; a month is settled when all of it is. */
export function cancellationMonths(cube: Cube<CancellationCell>, filters: Filters): CancellationMonth[] {
  const found = new Map(
    cube
      .where(always(filters))
      .by("month")
      .map((row) => [row.month.getTime(), row])
  );
  const nothing = cube.where(null, {month: new Date(0)}).total();
  return cube
    .where(null)
    .by("month")
    .map(({month, mature_cancellations: mature, cancellations: all}) => ({
      ...(found.get(month.getTime()) ?? {...nothing, month}),
      is_mature: mature === all
    }));
}
