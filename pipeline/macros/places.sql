-- The place of a record: the file and the line that tell it.
create macro place_text (file, record_line) as (
  (
    select
      min(files.name)
    from
      meta.files as files
    where
      files.file_id = file
  ) || ':' || record_line
);
