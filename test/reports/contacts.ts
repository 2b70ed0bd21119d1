import type {
  AdviserOutcome,
  ContactBreach,
  ContactFollowUp,
  ContactResolution,
  ContactScope,
  ContactTreatment
} from "../../reports/components/contact-results.ts";

export interface ContactFixture {
  contact_resolutions: ContactResolution[];
  contact_treatments: ContactTreatment[];
  adviser_outcomes: AdviserOutcome[];
  contact_scopes: ContactScope[];
  contact_breaches: ContactBreach[];
  contact_follow_ups: ContactFollowUp[];
}

/** Mature episodes, resolved ones and the target of each motive. */
const MOTIVES = [
  {motive: "Billing", mature: 400, resolved: 208, target: 0.65, allowed: 1, days: 3, long: 6},
  {motive: "Bug", mature: 250, resolved: 170, target: 0.6, allowed: 2, days: 5, long: 4},
  {motive: "Getting started", mature: 300, resolved: 240, target: 0.8, allowed: 1, days: 2, long: 2},
  {motive: "Moving", mature: 3, resolved: 2, target: null, allowed: null, days: null, long: null},
  {motive: "unknown", mature: 47, resolved: 40, target: null, allowed: null, days: null, long: 1}
] as const;

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

/** All that the page on contacts reads; nothing where nobody delivers contacts. */
export function makeContacts(contacts: boolean): ContactFixture {
  const periods = ["all", "2025", "2026"];
  return contacts
    ? {
        contact_resolutions: periods.flatMap(resolutionsOf),
        contact_treatments: periods.flatMap(treatmentsOf),
        adviser_outcomes: ["North", "South", "unknown"].flatMap(advisersOf),
        contact_scopes: makeScopes(),
        contact_breaches: Array.from({length: 40}, (_, index) => breachOf(index)),
        contact_follow_ups: Array.from({length: 8}, (_, index) => followUpOf(index))
      }
    : {
        contact_resolutions: [],
        contact_treatments: [],
        adviser_outcomes: [],
        contact_scopes: [],
        contact_breaches: [],
        contact_follow_ups: []
      };
}

function resolutionsOf(period: string): ContactResolution[] {
  const motives = MOTIVES.map(({motive, mature, resolved, target}) =>
    resolution({motive, period, mature, resolved, target, isHidden: mature < 5})
  );
  const wholes = ([5, 7, 14, 30] as const).flatMap((days, index) =>
    (["same_motive", "any_motive", "net"] as const).map((reach, place) =>
      resolution({
        reach,
        motive: "all",
        period,
        days,
        mature: 1040 - 40 * index - 100 * place,
        resolved: 755 - 45 * index - 90 * place
      })
    )
  );
  return [...motives, ...wholes];
}

interface Told {
  reach?: ContactResolution["reach"];
  motive: string;
  period: string;
  days?: number;
  mature: number;
  resolved: number;
  target?: number | null;
  isHidden?: boolean;
}

function resolution({
  reach = "same_motive",
  days = 7,
  target = null,
  isHidden = false,
  ...told
}: Told): ContactResolution {
  const {mature, resolved} = told;
  const shown = <T>(value: T): T | null => (isHidden ? null : value);
  const rate = resolved / mature;
  return {
    reach,
    motive: told.motive,
    window_days: days,
    is_in_use: days === 7,
    period: told.period,
    episodes: mature + 10,
    mature_episodes: mature,
    resolved_episodes: shown(resolved),
    transferred_episodes: shown(Math.round((mature - resolved) / 4)),
    recontacted_episodes: shown(mature - resolved - Math.round((mature - resolved) / 4)),
    untold_episodes: shown(0),
    resolution_rate: shown(rate),
    resolution_low: shown(Math.max(0, rate - 1 / Math.sqrt(mature))),
    resolution_high: shown(Math.min(1, rate + 1 / Math.sqrt(mature))),
    resolution_target: target,
    is_fragile: mature >= 5 && mature < 20,
    is_hidden: isHidden
  };
}

function treatmentsOf(period: string): ContactTreatment[] {
  const all = {motive: "all", mature: 1000, resolved: 710, allowed: null, days: null, long: 4};
  return [...MOTIVES, all].map((told) => treatment(told, period));
}

function treatment(
  told: {
    motive: string;
    mature: number;
    resolved: number;
    allowed: number | null;
    days: number | null;
    long: number | null;
  },
  period: string
): ContactTreatment {
  const {motive, mature, resolved} = told;
  const isHidden = mature < 5;
  const shown = <T>(value: T): T | null => (isHidden ? null : value);
  const repeats = Math.round(1.3 * (mature - resolved));
  const rate = resolved / mature;
  const due = (value: number): number | null =>
    told.allowed === null && motive !== "all" ? null : shown(value);
  return {
    motive,
    period,
    is_first_level: told.allowed === null ? null : told.allowed === 1,
    episodes: mature + 10,
    contacts: mature + 10 + repeats,
    repeat_contacts: shown(repeats),
    settled_episodes: mature,
    settled_contacts: shown(mature + repeats),
    settled_transfers: shown(Math.round(0.06 * mature)),
    settled_follow_ups: shown(Math.round(0.04 * mature)),
    mean_steps: shown((1.1 * mature + repeats) / mature),
    one_step_episodes: shown(resolved),
    two_step_episodes: shown(Math.round((mature - resolved) / 2)),
    three_step_episodes: shown(0),
    more_step_episodes: shown(mature - resolved - Math.round((mature - resolved) / 2)),
    long_days: told.long,
    max_contacts: told.allowed,
    max_delay_days: told.days,
    contacts_met_episodes: due(resolved),
    contacts_judged_episodes: due(mature),
    pending_episodes: 10,
    untargeted_episodes: told.allowed === null ? 50 : 0,
    contacts_met_rate: due(rate),
    contacts_met_low: due(rate - 0.04),
    contacts_met_high: due(Math.min(1, rate + 0.04)),
    delay_met_episodes: due(resolved),
    delay_judged_episodes: due(mature),
    delay_met_rate: due(rate),
    delay_met_low: due(rate - 0.04),
    delay_met_high: due(Math.min(1, rate + 0.04)),
    recontact_rate: shown(0.2),
    recontact_low: shown(0.17),
    recontact_high: shown(0.23),
    is_fragile: false,
    is_hidden: isHidden
  };
}

function advisersOf(team: string, index: number): AdviserOutcome[] {
  return Array.from({length: 9}, (_, place): AdviserOutcome => {
    const contacts = 20 + 11 * place;
    const reach = 1 / Math.sqrt(contacts);
    const rate = place === 8 && index === 0 ? 0.6 : 0.15 + 0.02 * place;
    const low = (width: number) => Math.max(0, 0.25 - width * reach);
    const limits = {
      alert_low: low(0.85),
      alert_high: 0.25 + 0.85 * reach,
      alarm_low: low(1.34),
      alarm_high: 0.25 + 1.34 * reach
    };
    return {
      team,
      place: place + 1,
      contacts,
      recontacts: Math.round(rate * contacts),
      adjusted_rate: rate,
      target: 0.25,
      signal: rate > limits.alarm_high ? "alarm_above" : "within",
      is_overdispersed: index === 1,
      ...limits,
      wide_alert_low: low(1),
      wide_alert_high: 0.25 + reach,
      wide_alarm_low: low(1.5),
      wide_alarm_high: 0.25 + 1.5 * reach,
      observed_to_expected: rate / 0.25,
      ratio_low: rate / 0.25 - 0.2,
      ratio_high: rate / 0.25 + 0.2
    };
  });
}

function makeScopes(): ContactScope[] {
  const days = {first_date: day("2025-01-02"), last_date: day("2026-05-29")};
  return [
    {scope: "automatic", contacts: 120, unnamed_contacts: 0, ...days},
    {scope: "counted", contacts: 1400, unnamed_contacts: 60, ...days},
    {scope: "outbound", contacts: 44, unnamed_contacts: 0, ...days}
  ];
}

function breachOf(index: number): ContactBreach {
  const isDelay = index % 2 === 1;
  return {
    episode_id: `contacts:CT${1000 + index}`,
    target: isDelay ? "delay" : "contacts",
    customer_id: `CL${index}`,
    customer_name: index === 3 ? null : `Client ${index}`,
    motive: "Billing",
    first_contact_date: day("2026-05-01"),
    last_contact_date: day("2026-05-06"),
    allowed: isDelay ? 3 : 1,
    used: isDelay ? 5 : 2,
    status: index % 5 === 0 ? "missing" : "late",
    breached_date: day("2026-05-04"),
    file_name: "contacts_2026-05-31.csv",
    source_line: 40 + index
  };
}

function followUpOf(index: number): ContactFollowUp {
  return {
    system: "contacts",
    contact_id: `CT${2000 + index}`,
    customer_id: `CL${index}`,
    customer_name: `Client ${index}`,
    contact_date: day("2026-05-08"),
    motive: "Follow-up",
    episode_motive: "Billing",
    days: 2,
    file_name: "contacts_2026-05-31.csv",
    source_line: 400 + index
  };
}
