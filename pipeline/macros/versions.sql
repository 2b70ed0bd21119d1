-- Whether a row is the version of its key that counts: that of the latest extraction; a file without a day counts as
-- the oldest; ties go by the file and then by the line, so that the order of reading never decides.
create macro is_latest_version (row_key, extracted_on, file, line) as (
  row_number() over (
    partition by
      row_key
    order by
      extracted_on desc nulls last,
      file desc,
      line desc
  ) = 1
);

-- Whether a row comes from the latest file that has its key: of something told in several rows, all of one file count.
create macro is_of_latest_file (row_key, extracted_on, file) as (
  dense_rank () over (
    partition by
      row_key
    order by
      extracted_on desc nulls last,
      file desc
  ) = 1
);

-- Whether a row comes from the latest day on which its key was told: files of one day are parts of one delivery.
create macro is_of_latest_day (row_key, extracted_on) as (
  rank() over (
    partition by
      row_key
    order by
      extracted_on desc nulls last
  ) = 1
);
