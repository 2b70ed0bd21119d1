-- Kinds of facts that no export has told: what the pages cannot show for want of a source.
-- Grain: entity
select
  table_name as entity -- entity without any row
from
  duckdb_tables()
where
  database_name = current_database()
  and schema_name = 'entities'
  and estimated_size = 0
order by
  table_name
