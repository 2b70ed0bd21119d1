import type {
  AlertEpisode,
  AlertQuality,
  FlowCell,
  FormCell,
  HandlingCell,
  NpsCell,
  OutcomeCell,
  RequestCell,
  RiskDayCell
} from "../../reports/components/alert-results.ts";

/** The published results on alerts. */
export interface AlertFixture {
  alert_quality: AlertQuality[];
  alert_outcomes: OutcomeCell[];
  alert_risk_days: RiskDayCell[];
  alert_requests: RequestCell[];
  alert_flow: FlowCell[];
  alert_handling: HandlingCell[];
  request_forms: FormCell[];
  alert_episodes: AlertEpisode[];
  nps_bands: NpsCell[];
}

const UNTIL = new Date("2026-05-29");
/** A month of the last twelve, and the same one a year before. */
const MONTH = new Date("2026-03-01");
const YEAR_BEFORE = new Date("2025-03-01");
/** What alerts are cut by: two brands with a band each. */
const SOLENE = {brand: "Solène", value_band: "under 500"};
const MARLY = {brand: "Marly", value_band: "2 000 and above"};

/** Invented alerts, or none where no case is told. */
export function makeAlerts({cases}: {cases: boolean}): AlertFixture {
  if (!cases) return NONE;
  return {
    alert_quality: [quality("all", 120, 42), quality("handled", 80, 26), quality("not_handled", 40, 16)],
    alert_outcomes: [
      ...outcomes(MONTH, SOLENE, {handled: [50, 18], not_handled: [30, 12]}),
      ...outcomes(MONTH, MARLY, {handled: [30, 8], not_handled: [10, 4], unknown: [3, 1]}),
      ...outcomes(YEAR_BEFORE, SOLENE, {handled: [40, 8], not_handled: [30, 6]}),
      ...(["immature", "no_customer"] as const).map((exclusion, place) => ({
        ...{...SOLENE, month: MONTH, alert_date: MONTH, exclusion, handled: "unknown" as const},
        ...{lead_days: "none", episodes: 9 + 5 * place, true_episodes: 0}
      }))
    ],
    alert_risk_days: [MONTH, YEAR_BEFORE].flatMap((month) => [
      {...SOLENE, month, alert_date: month, customers: 1000, requests: 60},
      {...MARLY, month, alert_date: month, customers: 500, requests: 30}
    ]),
    alert_requests: (["handled", "not_handled", "unknown", "none"] as const).flatMap((announced, place) => [
      {...SOLENE, month: MONTH, announced, requests: [18, 12, 0, 100][place] ?? 0},
      {...MARLY, month: MONTH, announced, requests: [8, 4, 1, 48][place] ?? 0}
    ]),
    alert_flow: flow(),
    alert_handling: weeks(),
    request_forms: ["expert", "subject", "ticket_link", "all"].flatMap((field, place) => [
      {month: MONTH, brand: SOLENE.brand, field, requests: 60, filled_requests: 60 - 4 * place},
      {month: MONTH, brand: MARLY.brand, field, requests: 30, filled_requests: 30 - place}
    ]),
    alert_episodes: Array.from({length: 30}, (_, place) => episode(place)),
    nps_bands: nps()
  };
}

/** Episodes of a month, so many of a kind and so many followed by a request, a week apart from one another. */
function outcomes(
  month: Date,
  cut: typeof SOLENE,
  kinds: Partial<Record<OutcomeCell["handled"], [episodes: number, followed: number]>>
): OutcomeCell[] {
  return Object.entries(kinds).flatMap(([handled, [episodes, followed]]) => {
    const cell = {...cut, month, alert_date: month, exclusion: "counted", handled} as OutcomeCell;
    const first = Math.ceil(followed / 2);
    const rest = {...cell, lead_days: "none", episodes: episodes - followed, true_episodes: 0};
    return [
      {...cell, lead_days: "14", episodes: first, true_episodes: first},
      {...cell, lead_days: "23", episodes: followed - first, true_episodes: followed - first},
      rest
    ];
  });
}

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

function flow(): FlowCell[] {
  const row = (
    kind: FlowCell["kind"],
    case_state: FlowCell["case_state"],
    outcome: string,
    alerts: number
  ): FlowCell[] =>
    [
      {...SOLENE, alerts: alerts - Math.floor(alerts / 3)},
      {...MARLY, alerts: Math.floor(alerts / 3)}
    ].map((cell) => ({
      ...{...cell, month: MONTH, kind, case_state, outcome},
      case_days: case_state === "none" ? "none" : "0",
      outcome_days: outcome === "none" || outcome === "open" ? "none" : "18"
    }));
  return [
    row("churn_risk", "new", "saved", 60),
    row("churn_risk", "new", "saved_partial", 40),
    row("churn_risk", "new", "lost", 70),
    row("churn_risk", "new", "ghost", 18),
    row("churn_risk", "existing", "open", 12),
    row("red_alert", "new", "lost", 24),
    row("red_alert", "existing", "saved", 16),
    row("red_alert", "none", "none", 72)
  ].flat();
}

/** Thirteen weeks of alerts, of two brands in turn; few of the NPS kind. */
function weeks(): HandlingCell[] {
  return Array.from({length: 13}, (_, place) => new Date(Date.UTC(2026, 2, 2 + 7 * place))).flatMap(
    (week, place) => {
      const month = new Date(Date.UTC(week.getUTCFullYear(), week.getUTCMonth()));
      const cell = {...(place % 2 === 0 ? SOLENE : MARLY), month, week};
      return [
        handling(cell, {rule: "sum_up", kind: "churn_risk"}, 14),
        handling(cell, {rule: "sum_up", kind: "red_alert"}, 8),
        handling(cell, {rule: "board", kind: "churn_risk"}, 6),
        ...(place === 0 ? [handling(cell, {rule: "board", kind: "nps"}, 4)] : [])
      ];
    }
  );
}

function handling(
  cell: typeof SOLENE & Pick<HandlingCell, "month" | "week">,
  kind: Pick<HandlingCell, "rule" | "kind">,
  alerts: number
): HandlingCell {
  const known = alerts - (alerts > 5 ? 1 : 0);
  return {
    ...{...cell, ...kind, source_channel: kind.rule === "board" ? "Alerte fid" : "alerte-fidelisation"},
    ...{alerts, unknown_alerts: alerts - known, known_alerts: known, ticked_alerts: known},
    ...{strict_alerts: known - 2, lenient_alerts: known - 1, handled_alerts: known - 2},
    ...{premature_ticks: kind.rule === "board" ? 0 : 1, unticked_alerts: 0}
  };
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
    ...(place % 3 === 0 ? MARLY : SOLENE),
    month: new Date(Date.UTC(date(3 * place + 20).getUTCFullYear(), date(3 * place + 20).getUTCMonth())),
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

function nps(): NpsCell[] {
  const answers = [10, 5, 10, 10, 25, 30, 40, 70, 100, 110, 90];
  return answers.map((count, score) => ({
    ...{...(score % 2 === 0 ? SOLENE : MARLY), month: MONTH, score: String(score), answers: count},
    alarm_band: score < 6 ? "alarm" : "no_alarm",
    action_band: score < 4 ? "low" : score < 7 ? "mid" : "high",
    standard_band: score < 7 ? "detractor" : score < 9 ? "passive" : "promoter"
  }));
}

const NONE: AlertFixture = {
  alert_quality: [],
  alert_outcomes: [],
  alert_risk_days: [],
  alert_requests: [],
  alert_flow: [],
  alert_handling: [],
  request_forms: [],
  alert_episodes: [],
  nps_bands: []
};
