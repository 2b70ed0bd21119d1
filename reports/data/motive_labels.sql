-- Labels that nobody has mapped, and those that are new; the dearest first to be mapped.
-- Grain: system, brand, raw_label
select
  system, -- system that gives it
  brand, -- brand
  raw_label, -- label, as the system writes it
  motive, -- motive that it stands for; UNMAPPED while nobody has said
  cases, -- cases that give it
  at_risk_ca_cents, -- amount at risk in them (cents)
  first_date, -- day of the first case that gives it
  last_date, -- day of the last one
  is_new -- whether nobody had given it before the last weeks
from
  marts.raw_labels
where
  motive = 'UNMAPPED'
  or is_new
order by
  at_risk_ca_cents desc,
  system,
  brand,
  raw_label
