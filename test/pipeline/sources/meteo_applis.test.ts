import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const incident = {
  application: "Booster",
  started_at: "2020-10-05 08:00:00+00",
  source_file_id: "f1",
  source_line: 2
};

describe("meteo_applis.incidents", () => {
  it("is recorded when it begins", async () => {
    const rows = await runModel("meteo_applis.incidents", {"sources.meteo_applis": [incident]});
    expect(rows).toMatchObject([{system: "meteo_applis", recorded_at: "2020-10-05 08:00:00+00"}]);
  });
});

describe("staging.incidents", () => {
  const told = {...incident, system: "meteo_applis", recorded_at: incident.started_at};

  it("lasts until it ends", async () => {
    const given = {"entities.incidents": [{...told, ended_at: "2020-10-05 22:30:00+00"}]};
    expect(await runModel("staging.incidents", given, {asOf: "2020-10-04"})).toEqual([]);
    expect(await runModel("staging.incidents", given, {asOf: "2020-10-05"})).toMatchObject([
      {ended_at: null}
    ]);
    expect(await runModel("staging.incidents", given, {asOf: "2020-10-06"})).toMatchObject([
      {ended_at: "2020-10-05 22:30:00+00"}
    ]);
  });

  it("is one incident whether a list or a notice tells of it", async () => {
    const rows = await runModel("staging.incidents", {
      "entities.incidents": [
        {...told, severity_label: "Majeure", extracted_date: "2020-10-31"},
        {...told, system: "mailbox", application: "BOOSTER", severity_label: "Alerte"},
        {...told, started_at: "2020-10-05 09:00:00+00", severity_label: "Rouge"}
      ]
    });
    expect(rows).toMatchObject([
      {system: "meteo_applis", severity: "major"},
      {severity: "unknown", severity_label: "Rouge"}
    ]);
  });

  it("is as the notice sent last has it, whatever their files are called", async () => {
    const rows = await runModel("staging.incidents", {
      "entities.incidents": [
        {
          ...told,
          severity_label: "Mineure",
          ended_at: "2020-10-05 10:00:00+00",
          recorded_at: "2020-10-05 10:05:00+00"
        },
        {...told, severity_label: "Majeure", source_file_id: "f2"}
      ]
    });
    expect(rows).toMatchObject([{severity: "minor", ended_at: "2020-10-05 10:00:00+00"}]);
  });
});
