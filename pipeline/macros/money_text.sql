-- An amount in words of a sentence, to the cent: -1,234.50.
create macro money_text (cents) as (
  if (cents < 0, '-', '') || format('{:,}', abs(cents) // 100) || '.' || lpad((abs(cents) % 100)::varchar, 2, '0')
);

-- Two bounds of an amount, or the amount where they are one.
create macro bounds_text (low, high) as (if (low = high, money_text (low), money_text (low) || ' to ' || money_text (high)));
