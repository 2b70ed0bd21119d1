import type {
  AdviserOutcome,
  ContactBreach,
  ContactDaysCell,
  ContactFollowUp,
  ContactScopeCell,
  ContactTarget,
  ResolutionCell,
  TreatmentCell
} from "../../reports/components/contact-results.ts";
import {split} from "./cells.ts";

export interface ContactFixture {
  contact_resolutions: ResolutionCell[];
  contact_treatments: TreatmentCell[];
  contact_days: ContactDaysCell[];
  contact_targets: ContactTarget[];
  adviser_outcomes: AdviserOutcome[];
  contact_scopes: ContactScopeCell[];
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
  const months = [NOW, YEAR_BEFORE];
  return contacts
    ? {
        contact_resolutions: months.flatMap(resolutionCells),
        contact_treatments: months.flatMap(treatmentCells),
        contact_days: months.flatMap(daysCells),
        contact_targets: makeTargets(),
        adviser_outcomes: ["North", "South", "unknown"].flatMap(advisersOf),
        contact_scopes: makeScopes(),
        contact_breaches: Array.from({length: 40}, (_, index) => breachOf(index)),
        contact_follow_ups: Array.from({length: 8}, (_, index) => followUpOf(index))
      }
    : {
        contact_resolutions: [],
        contact_treatments: [],
        contact_days: [],
        contact_targets: [],
        adviser_outcomes: [],
        contact_scopes: [],
        contact_breaches: [],
        contact_follow_ups: []
      };
}

/** The month of the last contacts, and the same month a year before. */
const NOW = day("2026-05-01");
const YEAR_BEFORE = day("2025-05-01");
const BRANDS = ["Solène", "Marly"];

/** Cells of two brands, two thirds and what is left of them. */
function branded<Cell extends object>(month: Date, names: Cell, counts: Record<string, number>) {
  const parts = split(counts);
  return BRANDS.map((brand, index) => ({month, brand, ...names, ...parts[index]}));
}

/** Cells of a month; a year before, some episodes fewer were resolved. */
function resolutionCells(month: Date): ResolutionCell[] {
  const fewer = month === NOW ? 0 : 0.05;
  const cells = (names: Pick<ResolutionCell, "reach" | "contact_motive">, days: number, told: Told) => {
    const resolved = Math.round(told.resolved - fewer * told.mature);
    const transferred = Math.round((told.mature - resolved) / 4);
    return branded(
      month,
      {...names, window_use: days === 7 ? "in_use" : "other", window_days: String(days)},
      {
        ...{episodes: told.mature + 10, mature_episodes: told.mature, resolved_episodes: resolved},
        ...{transferred_episodes: transferred, untold_episodes: 0},
        recontacted_episodes: told.mature - resolved - transferred
      }
    ) as ResolutionCell[];
  };
  const motives = MOTIVES.flatMap((told) =>
    cells({reach: "same_motive", contact_motive: told.motive}, 7, told)
  );
  const wholes = ([5, 7, 14, 30] as const).flatMap((days, index) =>
    (["same_motive", "any_motive", "net"] as const).flatMap((reach, place) =>
      cells({reach, contact_motive: "all"}, days, {
        mature: 1040 - 40 * index - 100 * place,
        resolved: 755 - 45 * index - 90 * place
      })
    )
  );
  return [...motives, ...wholes];
}

interface Told {
  mature: number;
  resolved: number;
}

function treatmentCells(month: Date): TreatmentCell[] {
  return MOTIVES.flatMap(({motive, mature, resolved, allowed}) => {
    const repeats = Math.round(1.3 * (mature - resolved));
    const judged = allowed === null ? 0 : mature;
    const two = Math.round((mature - resolved) / 2);
    return branded(
      month,
      {contact_motive: motive},
      {
        ...{episodes: mature + 10, contacts: mature + 10 + repeats},
        ...{settled_episodes: mature, settled_contacts: mature + repeats},
        ...{settled_transfers: Math.round(0.06 * mature), settled_follow_ups: Math.round(0.04 * mature)},
        ...{one_step_episodes: resolved, two_step_episodes: two, three_step_episodes: 0},
        more_step_episodes: mature - resolved - two,
        ...{contacts_met_episodes: Math.min(resolved, judged), contacts_judged_episodes: judged},
        ...{pending_episodes: 10, untargeted_episodes: allowed === null ? mature : 0},
        ...{delay_met_episodes: Math.min(resolved, judged), delay_judged_episodes: judged},
        ...{followable_contacts: mature, followed_contacts: Math.round(0.2 * mature)}
      }
    ) as TreatmentCell[];
  });
}

/** Four in five episodes end on the day on which they begin, the others after as many days as are told. */
function daysCells(month: Date): ContactDaysCell[] {
  return MOTIVES.flatMap(({motive, mature, long}) =>
    (
      [
        [0, 0.8],
        [long ?? 1, 0.2]
      ] as const
    ).flatMap(
      ([days, share]) =>
        branded(
          month,
          {contact_motive: motive, days: String(days)},
          {settled_episodes: Math.round(share * mature)}
        ) as ContactDaysCell[]
    )
  );
}

function makeTargets(): ContactTarget[] {
  return MOTIVES.map(({motive, target, allowed, days}) => ({
    motive,
    is_first_level: allowed === null ? null : allowed === 1,
    resolution_target: target,
    ...{max_contacts: allowed, max_delay_days: days}
  }));
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

function makeScopes(): ContactScopeCell[] {
  return [
    {scope: "automatic", contacts: 120, unnamed_contacts: 0},
    {scope: "counted", contacts: 1400, unnamed_contacts: 60},
    {scope: "outbound", contacts: 44, unnamed_contacts: 0}
  ].flatMap(({scope, ...counts}) => branded(NOW, {scope}, counts) as ContactScopeCell[]);
}

function breachOf(index: number): ContactBreach {
  const isDelay = index % 2 === 1;
  return {
    episode_id: `contacts:CT${1000 + index}`,
    target: isDelay ? "delay" : "contacts",
    customer_id: `CL${index}`,
    customer_name: index === 3 ? null : `Client ${index}`,
    ...{brand: BRANDS[index % 4 === 0 ? 1 : 0] as string, month: NOW},
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
    ...{brand: BRANDS[index % 4 === 0 ? 1 : 0] as string, month: NOW},
    contact_date: day("2026-05-08"),
    motive: "Follow-up",
    episode_motive: "Billing",
    days: 2,
    file_name: "contacts_2026-05-31.csv",
    source_line: 400 + index
  };
}
