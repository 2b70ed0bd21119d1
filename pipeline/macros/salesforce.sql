-- The customer that an account of Salesforce is, by its record id: reports write the first 15 letters of it, which
-- differ by case, data exports 18. An id in another form is the company's own number of the customer.
create macro salesforce_customer_id (account_id) as (
  if (
    regexp_full_match(account_id, '001[A-Za-z0-9]{12}([A-Za-z0-9]{3})?'),
    'salesforce:' || account_id[:15],
    account_id
  )
);
