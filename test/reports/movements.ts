import type {MovementDifference, MovementMonth} from "../../reports/components/results.ts";

interface MovementFixture {
  movement_differences: MovementDifference[];
}

/** The customers who make the difference of the views. */
export function makeMovementParts(rows: MovementMonth[]): MovementFixture {
  return {movement_differences: differencesOf(rows)};
}

/** What was booked as lost and won again: a third by one customer, the rest by others. */
function differencesOf(rows: MovementMonth[]): MovementDifference[] {
  const cents = (month: Date, view: string, kind: string) =>
    rows.find((row) => row.month === month && row.view === view && row.kind === kind)?.ca_cents ?? 0;
  return rows
    .filter(({view, kind}) => view === "as_booked" && kind === "churn")
    .flatMap(({month}) => {
      const lost = cents(month, "as_booked", "churn") - cents(month, "economic", "churn");
      const won = cents(month, "as_booked", "new") - cents(month, "economic", "new");
      const contraction = cents(month, "economic", "contraction") - cents(month, "as_booked", "contraction");
      const [one, other] = [Math.trunc(lost / 3), Math.trunc(won / 3)];
      const line = {month, won_cents: 0, lost_cents: 0};
      return [
        {
          ...line,
          place: 1,
          customer_id: "C7",
          customer_name: "Garage du Pont",
          customers: 1,
          booked_won_cents: other,
          booked_lost_cents: one
        },
        {
          ...line,
          place: 2,
          customer_id: null,
          customer_name: null,
          customers: 4,
          booked_won_cents: won - other,
          booked_lost_cents: lost - one,
          lost_cents: contraction
        }
      ];
    });
}
