import {describe, expect, it} from "vitest";
import {FIRST_DAY, LAST_DAY} from "../../../pipeline/sample/days.ts";
import {orderEnd, orderStart, totalCents} from "../../../pipeline/sample/orders.ts";
import {Random} from "../../../pipeline/sample/random.ts";
import {DECOYS_PER_YEAR} from "../../../pipeline/sample/rates.ts";
import {channelOn, SELLERS} from "../../../pipeline/sample/sellers.ts";
import {tellStory} from "../../../pipeline/sample/story.ts";

const stories = Array.from({length: 3_000}, (_, index) => tellStory(new Random(5, index), index));
const orders = stories.flatMap((story) => story.orders);

describe("stories", () => {
  it("number orders and cases once each, orders in the order of their signature", () => {
    expect(new Set(orders.map((order) => order.id)).size).toBe(orders.length);
    const cases = stories.flatMap((story) => story.cases);
    expect(new Set(cases.map((known) => known.id)).size).toBe(cases.length);
    for (const {orders} of stories) {
      const ids = orders.map((order) => order.id);
      const bySignature = [...orders].sort((one, other) => one.signed - other.signed);
      expect([...ids].sort()).toEqual(ids);
      expect(bySignature.map((order) => order.signed)).toEqual(orders.map((order) => order.signed));
    }
  });

  it("keep their dates in order", () => {
    for (const order of orders) {
      expect(order.signed).toBeGreaterThanOrEqual(FIRST_DAY);
      expect(order.signed).toBeLessThanOrEqual(LAST_DAY + 2);
      expect(order.recorded.day).toBeGreaterThanOrEqual(order.signed);
      for (const line of order.lines) expect(line.end ?? line.start + 1).toBeGreaterThan(line.start);
      const {cancellation} = order;
      if (!cancellation) continue;
      expect(cancellation.requested).toBeGreaterThan(order.signed);
      expect(cancellation.effective).toBeGreaterThanOrEqual(cancellation.requested);
      expect(cancellation.recorded.day).toBeGreaterThanOrEqual(cancellation.effective);
    }
    for (const known of stories.flatMap((story) => story.cases)) {
      const [opened, closed] = [known.opened, known.closed].map(({day, minute}) => day * 1_440 + minute);
      expect(closed).toBeGreaterThan(opened ?? 0);
      expect(known.opened.day).toBeGreaterThanOrEqual(known.order.signed);
    }
  });

  it("are signed by people who work on that day, for amounts above zero", () => {
    for (const order of orders) {
      expect(channelOn(order.seller, order.signed), `${order.id} ${order.seller.id}`).toBe(order.channel);
      expect(order.lines.length).toBeGreaterThan(0);
      expect(order.lines.length).toBeLessThanOrEqual(4);
      for (const line of order.lines) expect(line.cents).toBeGreaterThan(0);
      expect(new Set(order.lines.map((line) => line.family)).size).toBe(order.lines.length);
    }
  });

  it("renew most orders that reach their end, from the day they end", () => {
    const ending = stories.flatMap(({orders}) =>
      orders
        .filter((order) => !order.cancellation && (orderEnd(order) ?? LAST_DAY) < LAST_DAY - 10)
        .map((order) => ({end: orderEnd(order), others: orders}))
    );
    const renewed = ending.filter(({end, others}) =>
      others.some((other) => other.origin === "renewal" && other.lines.some((line) => line.start === end))
    );
    expect(renewed.length / ending.length).toBeGreaterThan(0.7);
    expect(renewed.length / ending.length).toBeLessThan(0.9);
    for (const order of orders)
      if (order.origin === "renewal") expect(orderStart(order)).toBeGreaterThan(order.signed);
  });

  it("bring unrelated orders at the planted rate a customer-year", () => {
    const years = stories.reduce((sum, {customer}) => sum + (LAST_DAY - customer.arrival) / 365, 0);
    const additions = orders.filter((order) => order.origin === "addition").length;
    expect(Math.abs(additions / years - DECOYS_PER_YEAR)).toBeLessThan(0.04);
  });

  it("leave the planted days between a cancellation and its rebooking", () => {
    const gaps = stories
      .flatMap((story) => story.links)
      .filter((link) => link.kind === "simple" && !link.isReissue)
      .map(({cancelled, rebooked}) => {
        const {requested = 0, effective = 0, recorded} = cancelled.cancellation ?? {};
        const [first, last] = [Math.min(requested, effective), recorded?.day ?? 0];
        return rebooked.signed < first ? rebooked.signed - first : Math.max(0, rebooked.signed - last);
      });
    const share = (low: number, high: number) =>
      gaps.filter((gap) => gap >= low && gap <= high).length / gaps.length;
    expect(Math.abs(share(0, 1) - 0.46)).toBeLessThan(0.08);
    expect(Math.abs(share(2, 7) - 0.25)).toBeLessThan(0.07);
    expect(Math.abs(share(8, 30) - 0.15)).toBeLessThan(0.06);
    expect(Math.abs(share(31, 120) - 0.07)).toBeLessThan(0.04);
    expect(Math.abs(share(-30, -1) - 0.08)).toBeLessThan(0.04);
  });

  it("hold a few late records, shops recorded twice, and additions that name an order they leave alone", () => {
    const late = orders.filter((order) => order.recorded.day - order.signed > 8);
    const twins = stories.filter(({customer}) => customer.twinId !== null);
    const underTwin = orders.filter((order) => order.customerId === order.customer.twinId);
    const modifying = orders.filter((order) => order.modifies);
    expect(Math.abs(late.length / orders.length - 0.02)).toBeLessThan(0.01);
    expect(Math.abs(twins.length / stories.length - 0.01)).toBeLessThan(0.007);
    expect(underTwin.length).toBeGreaterThan(0);
    expect(modifying.length).toBeGreaterThan(10);
    expect(modifying.every(({modifies}) => modifies?.cancellation === null)).toBe(true);
  });

  it("lose some customers that had been saved before", () => {
    const regretted = stories.flatMap(({cases}) =>
      cases.filter(({outcome, order, closed}) => {
        const requested = order.cancellation?.requested ?? 0;
        return outcome === "saved" && closed.day < requested;
      })
    );
    expect(regretted.length).toBeGreaterThan(30);
  });

  it("give orders that are no longer delegated back to their holder, and none to head office", () => {
    const delegated = orders.filter((order) => order.isDelegated);
    expect(delegated.length / orders.length).toBeGreaterThan(0.06);
    expect(delegated.some(({channel}) => channel === "house" || channel === "dvr")).toBe(false);
    for (const channel of ["dvr", "house"])
      expect(orders.some((order) => order.channel === channel)).toBe(true);
  });

  it("merge orders into one and split one into several within their amounts", () => {
    const links = stories.flatMap((story) => story.links);
    const merges = links.filter((link) => link.kind === "merge");
    const splits = links.filter((link) => link.kind === "split");
    expect(merges.length).toBeGreaterThan(20);
    expect(splits.length).toBeGreaterThan(20);
    for (const {rebooked} of merges) {
      const parts = merges.filter((link) => link.rebooked === rebooked);
      const before = parts.reduce((sum, link) => sum + totalCents(link.cancelled.lines), 0);
      const carried = parts.reduce((sum, link) => sum + link.cents, 0);
      expect(carried).toBe(Math.min(before, totalCents(rebooked.lines)));
    }
  });
});

describe("sellers", () => {
  it("are fifty who sell first, six of the retention desk, and others, each under one name", () => {
    const working = SELLERS.filter((seller) => /^V[1-9]/.test(seller.id));
    const count = (isCounted: (id: string) => boolean) => working.filter(({id}) => isCounted(id)).length;
    expect(count((id) => id < "V200")).toBe(50);
    expect(count((id) => id > "V200" && id < "V300")).toBe(6);
    expect(new Set(SELLERS.map(({name}) => name)).size).toBe(SELLERS.length);
    expect(SELLERS.filter((seller) => seller.saveEffect > 0)).toHaveLength(3);
  });

  it("have spells that follow one another", () => {
    for (const {spells} of SELLERS) {
      spells.slice(1).forEach((spell, position) => expect(spell.from).toBe(spells[position]?.to));
    }
  });
});
