import {SHIPPED} from "../../src/config.ts";
import {loadLookups} from "../../src/lookups.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";
import type {Profile} from "../../pipeline/sample/plans.ts";
import type {Calibration} from "./calibration.ts";

/** The calibration that ships with the product, by profile. */
export async function readCalibrations(): Promise<Map<Profile, Calibration>> {
  const {connection, close} = await openDatabase();
  await loadLookups(connection, SHIPPED.lookups);
  const rows = await readRows(
    connection,
    "select profile, recall_bp, false_bp, ratio_bp from lookups.linkage_calibration"
  );
  close();
  return new Map(
    rows.map(({profile, ...calibration}) => [profile as Profile, calibration as unknown as Calibration])
  );
}
