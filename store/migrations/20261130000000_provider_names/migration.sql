-- Sign-in shows a button per provider: two of one name tell nobody which is which. Of those that are there, the later get a
-- piece of their id, which no other has.
UPDATE "identity_provider" p SET "name" = left(p."name", 90) || ' (' || left(p."id"::text, 13) || ')'
FROM (SELECT "id", row_number() OVER (PARTITION BY lower("name") ORDER BY "created_at", "id") AS nth FROM "identity_provider") n
WHERE n."id" = p."id" AND n.nth > 1;
CREATE UNIQUE INDEX "identity_provider_name_lower_idx" ON "identity_provider"(lower("name"));
