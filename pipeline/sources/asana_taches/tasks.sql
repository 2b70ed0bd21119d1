-- Asana tasks. The answers of the form stand in columns of their own, or in the notes.
-- Grain: source_file_id, task_id
select
  'asana' as system, -- system that delivered the row
  task_id, -- task
  parent_task_id, -- task that it is a part of
  'zendesk_sell:' || coalesce(
    alert_contact_id (customer_link),
    alert_contact_id (form_field (notes, 'lien du zendesk du partenaire')),
    alert_contact_id (concat_ws(' ', name, notes))
  ) as customer_id, -- contact of the CRM that it links to
  name, -- name
  board, -- boards that it stands in
  column_label, -- column
  created_date, -- day on which it was made
  completed_date, -- day on which it was marked as done; null while open
  modified_date, -- day of its last change
  start_date, -- day on which it is to begin
  due_date, -- day on which it is to be done
  assignee, -- who is to do it
  coalesce(requested_by, form_field (notes, 'nom de l.expert(?: soumettant sa requ[êe]te)?')) as requested_by, -- expert who sent the form
  coalesce(subject, form_field (notes, '(?:l.)?objet de la requ[êe]te')) as subject, -- subject of the request
  coalesce(request, form_field (notes, 'description de la requ[êe]te'), notes) as description, -- the request; all notes when it does not stand apart
  coalesce(customer_link, form_field (notes, 'lien du zendesk du partenaire')) as customer_link, -- link to the customer or the opportunity in the CRM
  coalesce(ticket_link, form_field (notes, 'lien du ticket zendesk')) as ticket_link, -- link to the support ticket
  coalesce(churn_risk_label, form_field (notes, 'type de risque de churn')) as churn_risk_label, -- kind of churn risk
  coalesce(no_meeting_reason, form_field (notes, 'raison de l.incapacit[ée] [àa] poser un rendez-vous')) as no_meeting_reason, -- why no meeting could be made
  keyed_in_date (coalesce(wished_end, form_field (notes, 'date de fin id[ée]ale'))) as wished_end_date, -- end that the customer wishes
  coalesce(
    meeting,
    form_field (notes, 'si le rendez-vous est pos[ée], le jour et l.account manager concern[ée]')
  ) as meeting, -- day of the meeting and account manager, as keyed in
  list_transform(string_split(tags, ','), lambda tag: trim(tag)) as tags, -- tags
  coalesce(modified_date, created_date)::timestamp at time zone 'Europe/Paris' as recorded_at, -- start of the day of its last change
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.asana_taches
