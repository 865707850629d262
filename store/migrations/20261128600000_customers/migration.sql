-- Whom people who ask for help belong to.
CREATE TABLE "organisation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    -- Everybody in it sees what the others asked for.
    "shares_tickets" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "organisation_name_lower_idx" ON "organisation"(lower("name") text_pattern_ops);
-- In lower case. Whoever is first heard of with an address of one of these belongs to it.
CREATE TABLE "organisation_domain" (
    "domain" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    CONSTRAINT "organisation_domain_pkey" PRIMARY KEY ("domain"),
    CONSTRAINT "organisation_domain_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "organisation_domain_organisation_id_idx" ON "organisation_domain"("organisation_id");

ALTER TABLE "customer" ADD COLUMN "organisation_id" UUID;
ALTER TABLE "customer" ADD CONSTRAINT "customer_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "customer_organisation_id_idx" ON "customer"("organisation_id");
ALTER TABLE "customer" ADD COLUMN "phone" TEXT;
ALTER TABLE "customer" ADD COLUMN "note" TEXT NOT NULL DEFAULT '';
-- Since when what they send makes no ticket that anybody is shown.
ALTER TABLE "customer" ADD COLUMN "blocked_at" TIMESTAMPTZ(3);
-- The same person, who has their addresses and tickets now: this one is only a name that old facts know.
ALTER TABLE "customer" ADD COLUMN "merged_into_id" UUID;
ALTER TABLE "customer" ADD CONSTRAINT "customer_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "customer_merged_into_id_idx" ON "customer"("merged_into_id");

-- Every address of theirs; customer.email is the one that mail goes to.
CREATE TABLE "customer_address" (
    -- In lower case.
    "address" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    -- Since when mail to it comes back, and with which words.
    "bounced_at" TIMESTAMPTZ(3),
    "bounce" TEXT,
    CONSTRAINT "customer_address_pkey" PRIMARY KEY ("address"),
    CONSTRAINT "customer_address_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "customer_address_address_idx" ON "customer_address"("address" text_pattern_ops);
CREATE UNIQUE INDEX "customer_address_customer_id_address_key" ON "customer_address"("customer_id", "address");
UPDATE "customer" SET "email" = lower("email");
INSERT INTO "customer_address" ("address", "customer_id") SELECT "email", "id" FROM "customer";
-- Their main address is one of theirs; whoever was merged has none left.
ALTER TABLE "customer" ALTER COLUMN "email" DROP NOT NULL;
ALTER TABLE "customer" ADD CONSTRAINT "customer_id_email_fkey" FOREIGN KEY ("id", "email") REFERENCES "customer_address"("customer_id", "address") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "customer" ADD CONSTRAINT "customer_has_an_address_or_is_merged" CHECK (("email" IS NULL) = ("merged_into_id" IS NOT NULL));
CREATE UNIQUE INDEX "customer_id_email_key" ON "customer"("id", "email");

-- The version before knows no other addresses: while its processes run beside this one's, or again, what they write is right.
-- Its index stays for them, too. The name makes it come before the foreign key is checked: triggers go by their names.
CREATE FUNCTION "customer_email_is_lower"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    NEW."email" := lower(NEW."email");
    RETURN NEW;
END $$;
CREATE TRIGGER "customer_email_is_lower" BEFORE INSERT ON "customer" FOR EACH ROW EXECUTE FUNCTION "customer_email_is_lower"();
CREATE FUNCTION "customer_has_its_address"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "customer_address" ("address", "customer_id") VALUES (NEW."email", NEW."id") ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER "A_customer_has_its_address" AFTER INSERT ON "customer" FOR EACH ROW
    WHEN (NEW."email" IS NOT NULL) EXECUTE FUNCTION "customer_has_its_address"();

UPDATE "role" SET "permissions" = "permissions" || '{customer.manage}' WHERE "code" IN ('admin', 'supervisor');
