-- The numbering that an id of a customer belongs to. A system that numbers customers by itself stands in front of its
-- ids (system:id); all others share the company's numbering.
create macro customer_numbering (customer_id) as (if (contains(customer_id, ':'), split_part(customer_id, ':', 1), 'company'));
