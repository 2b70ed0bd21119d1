// What customers asked to drop of an order that was cut whole and booked again. The order tool has a day of request on
// each line: where it was typed in line by line, it tells; where it stands on all lines, it does not.
import type {Line, Order} from "./orders.ts";
import type {Random} from "./random.ts";
import {KNOWN_SCOPE_RATE} from "./rates.ts";
import type {Story} from "./story.ts";

/** The truth about one cancelled order of several lines. */
export interface Scope {
  order: Order;
  asked: readonly Line[];
  /** Whether the order tool tells it. */
  isKnown: boolean;
}

/**
 * Draws what was asked for: what is not booked again, where that is a part of the order, else some part of it. Marks the
 * lines of the orders whose request was typed in line by line. The request to drop every line cannot be told from none.
 */
export function askScopes(random: Random, {links}: Story): Scope[] {
  const cut = new Set(links.filter(({isReissue}) => !isReissue).map(({cancelled}) => cancelled));
  return [...cut]
    .filter(({lines}) => lines.length > 1)
    .map((order) => {
      const booked = links.filter(({cancelled}) => cancelled === order).map(({rebooked}) => rebooked);
      return order.lines.some(({isAsked}) => isAsked !== undefined)
        ? {order, asked: order.lines.filter(({isAsked}) => isAsked !== false), isKnown: true}
        : drawScope(random, order, booked);
    });
}

function drawScope(random: Random, order: Order, rebooked: readonly Order[]): Scope {
  const {lines} = order;
  const families = new Set(rebooked.flatMap((other) => other.lines.map(({family}) => family)));
  const dropped = lines.filter(({family}) => !families.has(family));
  const some = random.sample(lines, random.int(1, lines.length - 1));
  const asked = dropped.length === 0 ? some : dropped;
  const isKnown = random.chance(KNOWN_SCOPE_RATE) && asked.length < lines.length;
  if (isKnown) for (const line of lines) line.isAsked = asked.includes(line);
  return {order, asked, isKnown};
}
