import type {
  AlertDay,
  AlertDelay,
  AlertEpisode,
  AlertExclusion,
  AlertFlow,
  AlertHandling,
  AlertLead,
  AlertQuality,
  NpsBand,
  RequestField
} from "../../reports/components/alert-results.ts";

/** The published results on alerts. */
export interface AlertFixture {
  alert_quality: AlertQuality[];
  alert_exclusions: AlertExclusion[];
  alert_leads: AlertLead[];
  alert_flow: AlertFlow[];
  alert_delays: AlertDelay[];
  alert_handling: AlertHandling[];
  alert_days: AlertDay[];
  request_forms: RequestField[];
  alert_episodes: AlertEpisode[];
  nps_bands: NpsBand[];
}

const FROM = new Date("2025-07-01");
const UNTIL = new Date("2026-06-30");

/** Invented alerts, or none where no case is told. */
export function makeAlerts({cases}: {cases: boolean}): AlertFixture {
  if (!cases) return NONE;
  return {
    alert_quality: [quality("all", 120, 42), quality("handled", 80, 26), quality("not_handled", 40, 16)],
    alert_exclusions: [
      {exclusion: "counted", episodes: 120},
      {exclusion: "immature", episodes: 9},
      {exclusion: "no_customer", episodes: 14}
    ],
    alert_leads: [1, 8, 15, 22, 36].flatMap((from_days, place) => [
      {handled: "handled" as const, from_days, requests: 8 - place},
      {handled: "not_handled" as const, from_days, requests: 5 - place}
    ]),
    alert_flow: flow(),
    alert_delays: [
      {
        kind: "all",
        alerts: 312,
        cases: 240,
        case_delay_days: 0,
        outcomes: 180,
        outcome_delay_days: 18,
        tasks: 290,
        task_delay_days: 1
      }
    ],
    alert_handling: [
      handling("sum_up", "churn_risk", 160, 9),
      handling("sum_up", "red_alert", 84, 6),
      handling("board", "churn_risk", 70, 0),
      {...handling("board", "nps", 4, 0), ...HIDDEN}
    ],
    alert_days: days(),
    request_forms: [field("expert", 90), field("subject", 90), field("ticket_link", 78), field("all", 77)],
    alert_episodes: Array.from({length: 30}, (_, place) => episode(place)),
    nps_bands: NPS
  };
}

const HIDDEN = {
  ticked_alerts: null,
  strict_alerts: null,
  lenient_alerts: null,
  handled_alerts: null,
  handled_rate: null,
  handled_low: null,
  handled_high: null,
  premature_ticks: null,
  unticked_alerts: null,
  is_hidden: true
};

function quality(handled: AlertQuality["handled"], episodes: number, hits: number): AlertQuality {
  const rate = hits / episodes;
  return {
    handled,
    episodes,
    true_episodes: hits,
    precision_rate: rate,
    precision_low: rate - 0.08,
    precision_high: rate + 0.08,
    base_customers: 52_000,
    base_requests: 3_120,
    base_rate: 0.06,
    lift: rate / 0.06,
    requests: 190,
    announced_requests: hits,
    recall_rate: hits / 190,
    recall_low: hits / 190 - 0.04,
    recall_high: hits / 190 + 0.04,
    controls: 6_000,
    control_requests: 330,
    risk_ratio: rate / 0.055,
    risk_ratio_low: rate / 0.08,
    risk_ratio_high: rate / 0.04,
    brier: 0.0547,
    lead_days_low: 8,
    lead_days_median: 14,
    lead_days_high: 21,
    is_fragile: false,
    is_hidden: false
  };
}

function flow(): AlertFlow[] {
  const row = (
    kind: AlertFlow["kind"],
    case_state: AlertFlow["case_state"],
    outcome: string,
    alerts: number
  ): AlertFlow => ({
    kind,
    case_state,
    outcome,
    alerts,
    case_delay_days: case_state === "none" ? null : 0,
    outcome_delay_days: outcome === "none" || outcome === "open" ? null : 18
  });
  return [
    row("churn_risk", "new", "saved", 60),
    row("churn_risk", "new", "saved_partial", 40),
    row("churn_risk", "new", "lost", 70),
    row("churn_risk", "new", "ghost", 18),
    row("churn_risk", "existing", "open", 12),
    row("red_alert", "new", "lost", 24),
    row("red_alert", "existing", "saved", 16),
    row("red_alert", "none", "none", 72)
  ];
}

function handling(
  rule: AlertHandling["rule"],
  kind: AlertHandling["kind"],
  alerts: number,
  early: number
): AlertHandling {
  const known = alerts - Math.round(alerts / 12);
  return {
    rule,
    source_channel: rule === "board" ? "Alerte fid" : "alerte-fidelisation",
    kind,
    first_date: FROM,
    last_date: UNTIL,
    alerts,
    unknown_alerts: alerts - known,
    known_alerts: known,
    ticked_alerts: known - 6,
    strict_alerts: known - 10,
    lenient_alerts: known - 4,
    handled_alerts: known - 10,
    handled_rate: (known - 10) / known,
    handled_low: (known - 18) / known,
    handled_high: (known - 4) / known,
    premature_ticks: early,
    unticked_alerts: 3,
    is_fragile: false,
    is_hidden: false
  };
}

function days(): AlertDay[] {
  return Array.from({length: 90}, (_, place) => ({
    alert_date: new Date(UNTIL.getTime() - (89 - place) * 86_400_000),
    source_channel: "Alerte fid",
    alerts: 3 + (place % 3),
    handled_alerts: 2,
    premature_ticks: place % 11 === 0 ? 1 : 0,
    unticked_alerts: place % 17 === 0 ? 1 : 0,
    unknown_alerts: place % 7 === 0 ? 1 : 0
  }));
}

function field(name: string, filled: number): RequestField {
  return {field: name, requests: 90, filled_requests: filled, filled_rate: filled / 90};
}

function episode(place: number): AlertEpisode {
  const date = (days_: number) => new Date(UNTIL.getTime() - days_ * 86_400_000);
  const isRepeated = place % 5 === 0;
  return {
    episode_id: `alerte-fidelisation/${1_760_000_000 + place}.000100`,
    alert_date: date(3 * place + 20),
    customer_id: place % 9 === 4 ? null : `CL${String(place).padStart(7, "0")}`,
    customer_name: place % 9 === 4 ? null : `Brasserie du Canal ${place}`,
    customer_source: place % 9 === 4 ? "unknown" : place % 2 === 0 ? "shop_name" : "system",
    brand: "Marly",
    source_channel: "alerte-fidelisation",
    alerts: isRepeated ? 2 : 1,
    announcements: isRepeated ? 2 : 1,
    reason: "Vorquenne photos",
    appointment_date: date(3 * place + 10),
    conditions: isRepeated ? "R1 + R3" : "R0",
    decision: isRepeated ? "create" : "note",
    case_id: null,
    task_date: date(3 * place + 18),
    due_date: date(3 * place + 17),
    meeting_date: place % 3 === 0 ? date(3 * place + 6) : null,
    meeting_timing: ["after", "none", "before"][place % 3] ?? "none",
    is_meeting_in_place: [true, null, false][place % 3] ?? null,
    is_handled: place % 9 === 4 ? null : place % 3 === 0,
    is_premature_tick: place % 10 === 1,
    is_unticked: place % 10 === 2,
    exclusion: null,
    request_date: null,
    lead_days: place % 6 === 0 ? 14 : null,
    file_name: "slack_export_2026-06-30.zip",
    source_line: place + 2
  };
}

const NPS: NpsBand[] = [
  ["S1", "alarm", 0, 5, 90],
  ["S1", "no_alarm", 6, 10, 410],
  ["S3", "low", 0, 3, 35],
  ["S3", "mid", 4, 6, 95],
  ["S3", "high", 7, 10, 370],
  ["standard", "detractor", 0, 6, 130],
  ["standard", "passive", 7, 8, 170],
  ["standard", "promoter", 9, 10, 200]
].map(([scale, band, lowest, highest, answers]) => ({
  scale: scale as NpsBand["scale"],
  band: String(band),
  lowest: Number(lowest),
  highest: Number(highest),
  answers: Number(answers),
  all_answers: 500,
  first_date: FROM,
  last_date: UNTIL
}));

const NONE: AlertFixture = {
  alert_quality: [],
  alert_exclusions: [],
  alert_leads: [],
  alert_flow: [],
  alert_delays: [],
  alert_handling: [],
  alert_days: [],
  request_forms: [],
  alert_episodes: [],
  nps_bands: []
};
