-- Every class of link stands in data/lookups/link_classes.csv, which says how much it may be used for.
-- Grain: class
select distinct
  rebookings.class -- class that is missing there
from
  marts.rebookings
  anti join lookups.link_classes as classes on classes.class = rebookings.class
