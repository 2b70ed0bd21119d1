-- Rules about alerts: when a task is due, what makes one handled, what a score means.
-- The day on which the task of a red alert is due: a week before the meeting with the competitor where that is far, never
-- on the day of the alert, so that the customer does not feel watched.
create macro red_alert_task_date (alert_date, appointment_date) as (
  if (
    appointment_date is null,
    null,
    greatest(
      alert_date + parameter_on ('redalert.least_days', alert_date)::integer,
      appointment_date - parameter_on ('redalert.task_before_days', alert_date)::integer
    )
  )
);

-- Whether an alert is handled, as the summary of the document has it: a meeting is made, or the case is created and assigned,
-- somebody tried to reach the customer, and a task is set.
create macro alert_handled_strictly (has_meeting, is_created, is_assigned, has_attempt, has_task) as (
  has_meeting
  or (
    is_created
    and is_assigned
    and has_attempt
    and has_task
  )
);

-- The same, as its first paragraph has it.
create macro alert_handled_leniently (has_meeting, is_created, is_assigned) as (
  has_meeting
  or (
    is_created
    and is_assigned
  )
);

-- Whether the reason of a red alert names something that a competitor does for a new customer beside the competitor itself:
-- its name alone says nothing.
create macro is_explicit_reason (reason) as (
  coalesce(
    len(
      list_intersect(
        regexp_extract_all(label_key (reason), '[a-z0-9]+'),
        (
          select
            list(label_key (word))
          from
            lookups.explicit_reason_words
          where
            has_come (valid_from)
        )
      )
    ) between 1 and len(list_distinct(regexp_extract_all(label_key (reason), '[a-z0-9]+'))) - 1,
    false
  )
);

-- Whether a condition of the decision table counts under the policy of the day (data/lookups/red_alert_conditions.csv).
create macro counts_for_red_alerts (wanted, day) as (
  coalesce(
    policy_on ('redalert.policy', day) = 'union'
    or list_contains(
      (
        select
          list(policy)
        from
          lookups.red_alert_conditions
        where
          condition = wanted
          and has_come (valid_from)
      ),
      policy_on ('redalert.policy', day)
    ),
    false
  )
);

-- The bands of a scale of NPS scores on the as-of day (data/lookups/nps_bands.csv).
create macro nps_bands_of (wanted) as table
select
  band,
  lower,
  upper,
  is_low,
  action
from
  lookups.nps_bands
where
  scale = wanted
  and valid_from = (
    select
      max(valid_from)
    from
      lookups.nps_bands
    where
      scale = wanted
      and has_come (valid_from)
  );
