-- The rebooked amount behind an identified one, false links taken off and missed links added (Rogan and Gladen 1978, on
-- amounts): (identified − b·booked) / (k − b/ρ) in cents, half a cent away from zero. k, b and ρ come as ten-thousandths,
-- so that no amount passes through a double; null when links say nothing (k ≤ b/ρ).
create macro corrected_cents (identified, booked, recall_bp, false_bp, ratio_bp) as (
  case
    when recall_bp * ratio_bp > 10000 * false_bp then round_half_up (
      ratio_bp::hugeint * (10000 * identified::hugeint - false_bp::hugeint * booked::hugeint),
      recall_bp::hugeint * ratio_bp - 10000 * false_bp::hugeint
    )
  end
);

-- Agreement of two readers beyond chance (Cohen 1960): 1 when they always agree, 0 when no more than chance would have it;
-- null when there is nothing to agree on.
create macro cohen_kappa (both_yes, first_only, second_only, both_no) as (
  (2 * (both_yes * both_no - first_only * second_only)) / nullif(
    (both_yes + first_only) * (first_only + both_no) + (both_yes + second_only) * (second_only + both_no),
    0
  )
);

-- A value held between two bounds; null stays null.
create macro held_within (value, low, high) as (if (value is null, null, least(greatest(value, low), high)));
