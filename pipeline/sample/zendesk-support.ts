// Support of the company that was bought: tickets, exported from the account with its custom fields.
import {extractions, LAST_DAY, workday, type Instant} from "./days.ts";
import {PLAIN} from "./dialect.ts";
import type {Order} from "./orders.ts";
import {emailOf, hasOwnTools, plainInstant} from "./own-tools.ts";
import type {Random} from "./random.ts";
import {sellersOn} from "./sellers.ts";
import {fill, streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

const HEADER = [
  "Summation column",
  "Id",
  "Requester",
  "Requester id",
  "Requester external id",
  "Requester email",
  "Requester domain",
  "Submitter",
  "Assignee",
  "Group",
  "Subject",
  "Tags",
  "Status",
  "Priority",
  "Via",
  "Ticket type",
  "Created at",
  "Updated at",
  "Assigned at",
  "Organization",
  "Due date",
  "Initially assigned at",
  "Solved at",
  "Resolution time",
  "Satisfaction Score",
  "Group stations",
  "Assignee stations",
  "Reopens",
  "Replies",
  "Motif [list]",
  "N° dossier [txt]",
  "Code conseiller [txt]"
] as const;

const MOTIVES = [
  ["Bug / dysfonctionnement", 34],
  ["Prise en main", 26],
  ["Facturation", 24],
  ["Demande de résiliation", 16]
] as const;
const MEANS = [
  ["Mail", 50],
  ["Web form", 25],
  ["Chat", 15],
  ["Phone call (inbound)", 10]
] as const;

/** Days between tickets of one customer, and until one is solved. */
const DAYS_BETWEEN = 150;
const DAYS_TO_SOLVE = 3;
const UNSOLVED_RATE = 0.08;
/** Requesters whom somebody has given the company's number. */
const NUMBERED_RATE = 0.6;

export const ZENDESK_SUPPORT_TICKETS: SampleSystem = {
  name: "zendesk_support_tickets",
  header: HEADER,
  dialect: PLAIN,
  extractions: extractions(3),
  truthHeader: ["ticket_id", "customer_id", "is_solved"],
  tell: (told) => {
    const [first] = told.story.orders;
    if (first === undefined || !hasOwnTools(told.story.customer)) return [];
    return tellTickets(told, first);
  }
};

function tellTickets(told: Told, first: Order): Fact[] {
  const random = streamOf(told, "zendesk_support_tickets");
  const isNumbered = random.chance(NUMBERED_RATE);
  const wait = () => Math.ceil(random.exponential(DAYS_BETWEEN));
  const tickets: Fact[] = [];
  for (let day = first.signed + wait(); day <= LAST_DAY; day += wait()) {
    const number = 1_000_000 + told.story.customer.index * 50 + tickets.length;
    const created = {day: workday(day), minute: random.int(8 * 60, 19 * 60)};
    tickets.push(tellTicket(random, told, {id: String(number), created, isNumbered}));
  }
  return tickets;
}

function tellTicket(
  random: Random,
  {story}: Told,
  {id, created, isNumbered}: {id: string; created: Instant; isNumbered: boolean}
): Fact {
  const {customer} = story;
  const isSolved = !random.chance(UNSOLVED_RATE);
  const solved = {
    day: workday(created.day + 1 + Math.floor(random.exponential(DAYS_TO_SOLVE))),
    minute: random.int(9 * 60, 18 * 60)
  };
  const agent = random.pick(sellersOn("customer_service", created.day));
  const motive = random.weighted(MOTIVES);
  const open = story.cases.find(({opened, closed}) => opened.day <= created.day && closed.day >= created.day);
  const stations = random.chance(0.2) ? "2" : "1";
  const cells = {
    "Summation column": "1",
    Id: id,
    Requester: customer.name,
    "Requester id": String(400_000_000 + customer.index),
    "Requester external id": isNumbered ? customer.id : "",
    "Requester email": emailOf(customer),
    "Requester domain": emailOf(customer).split("@")[1] ?? "",
    Submitter: customer.name,
    Assignee: agent.name,
    Group: "Support",
    Subject: `${motive} : merci de rappeler ${emailOf(customer)}`,
    Via: random.weighted(MEANS),
    "Ticket type": "Question",
    "Created at": plainInstant(created),
    "Group stations": stations,
    "Assignee stations": stations,
    Reopens: "0",
    Replies: String(random.int(1, 5)),
    "Motif [list]": motive,
    "N° dossier [txt]": open?.id ?? "",
    "Code conseiller [txt]": agent.id
  };
  return {
    changes: isSolved ? [created.day, solved.day] : [created.day],
    rows: (day) => {
      const isDone = isSolved && solved.day <= day;
      const updated = plainInstant(isDone ? solved : created);
      const state = {
        Status: isDone ? "Solved" : "Open",
        "Updated at": updated,
        "Solved at": isDone ? updated : ""
      };
      return [fill(HEADER, {...cells, ...state})];
    },
    truth: [id, customer.id, String(isSolved && solved.day <= LAST_DAY)]
  };
}
