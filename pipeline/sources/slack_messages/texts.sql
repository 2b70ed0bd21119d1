-- What Slack messages say, wherever they say it: programs leave the text empty and write into attachments.
-- Grain: source_file_id, channel, ts
select
  channel, -- channel
  format('{}.{:06d}', epoch_us(sent_at) // 1000000, epoch_us(sent_at) % 1000000) as ts, -- message, as Slack numbers it
  date_trunc('second', sent_at) as at, -- when it was written
  slack_plain (
    concat_ws(
      chr(10),
      text,
      attachment_pretexts,
      attachment_titles,
      attachment_texts,
      attachment_fields,
      block_texts,
      if (coalesce(attachment_pretexts, attachment_texts) is null, attachment_fallbacks, null)
    )
  ) as raw_text, -- all that people see of it
  slack_plain (
    concat_ws(
      chr(10),
      text,
      attachment_pretexts,
      attachment_titles,
      attachment_texts,
      attachment_fields,
      block_texts,
      attachment_fallbacks
    )
  ) as searched_text, -- all that is in it, seen or not
  from_json(reactions, '[{"name":"VARCHAR","users":["VARCHAR"]}]') as reactions, -- signs below it, with those who put them there
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.slack_messages
