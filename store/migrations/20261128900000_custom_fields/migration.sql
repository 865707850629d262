-- What an installation wants to know of tickets, customers and organisations besides.
CREATE TABLE "custom_field" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    -- 'ticket', 'customer' or 'organisation'.
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    -- Of domain/fields/definition.ts; never changes.
    "kind" TEXT NOT NULL,
    -- {choices, min, max, lookup}, by its kind.
    "options" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL,
    -- One that is not is neither shown nor asked for; what was said in it stays.
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    CONSTRAINT "custom_field_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "custom_field_subject_name_lower_idx" ON "custom_field"("subject", lower("name"));

-- By the id of the field; those that are empty are missing. Of a text on a ticket {"seq": n}: where it was written.
ALTER TABLE "ticket" ADD COLUMN "fields" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "customer" ADD COLUMN "fields" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "organisation" ADD COLUMN "fields" JSONB NOT NULL DEFAULT '{}';
CREATE INDEX "ticket_fields_idx" ON "ticket" USING gin ("fields" jsonb_path_ops);

-- Texts of fields: facts hold none.
CREATE TABLE "ticket_field_text" (
    "ticket_id" UUID NOT NULL,
    -- Of the fact that set it.
    "seq" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "ticket_field_text_pkey" PRIMARY KEY ("ticket_id", "seq"),
    CONSTRAINT "ticket_field_text_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

UPDATE "role" SET "permissions" = "permissions" || '{field.manage}' WHERE "code" = 'admin';
