-- Periods that a case counts in, by the day on which it was opened: all time, its year (yyyy), its quarter (yyyy-Qq).
create macro save_year (opened_date) as (strftime(opened_date, '%Y'));

create macro save_periods (opened_date) as (['all', save_year (opened_date), save_year (opened_date) || '-Q' || quarter(opened_date)]);

-- The groups that a case counts in: its channel and all channels, each in every period; and its channel by what kind of
-- case it is, over all time and in its year. A group: channel, period, what is cut by, and which part.
create macro save_groups (channel, opened_date, brand, family, value_band, is_delegated) as (
  flatten(
    [
      list_transform(
        save_periods (opened_date),
        lambda period: {channel: channel, period: period, cut: 'all', cut_value: 'all'}
      ),
      list_transform(
        save_periods (opened_date),
        lambda period: {channel: 'all', period: period, cut: 'all', cut_value: 'all'}
      ),
      flatten(
        list_transform(
          ['all', save_year (opened_date)],
          lambda period: [
            {channel: channel, period: period, cut: 'brand', cut_value: coalesce(brand, 'unknown')},
            {channel: channel, period: period, cut: 'family', cut_value: coalesce(family, 'unknown')},
            {channel: channel, period: period, cut: 'value_band', cut_value: coalesce(value_band, 'unknown')},
            {
              channel: channel,
              period: period,
              cut: 'is_delegated',
              cut_value: coalesce(is_delegated, false)::varchar
            }
          ]
        )
      )
    ]
  )
);
