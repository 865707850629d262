-- The list of customers, page after page.
CREATE INDEX "customer_name_lower_idx" ON "customer"(lower("name"), "id") WHERE "merged_into_id" IS NULL;
