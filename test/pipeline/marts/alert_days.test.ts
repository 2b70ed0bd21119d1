import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

describe("marts.alert_days", () => {
  it("counts nothing, not nobody knows what, where every customer is unknown and nobody can tick", async () => {
    const rows = await runModel("marts.alert_days", {
      "marts.alert_cuts": [{alert_id: "A", brand: "Marly", value_band: "unknown"}],
      "marts.alert_handlings": [
        {
          ...{
            alert_id: "A",
            alert_date: "2026-03-02",
            source_channel: "alertes",
            rule: "sum_up",
            kind: "nps"
          },
          ...{is_handled: null, is_strict: null, is_lenient: null, is_ticked: null},
          ...{is_premature_tick: false, is_unticked: false}
        }
      ]
    });
    expect(rows).toMatchObject([
      {
        ...{brand: "Marly", alerts: 1n, unknown_alerts: 1n, ticked_alerts: 0n, strict_alerts: 0n},
        ...{lenient_alerts: 0n, handled_alerts: 0n, premature_ticks: 0n, unticked_alerts: 0n}
      }
    ]);
  });
});
