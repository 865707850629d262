-- Who administered what, and who read what few may read. Only ever added to; what happens to tickets is in their facts.
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    -- Somebody on the agent side; null: whoever runs the installation, in a terminal.
    "staff_id" UUID,
    -- Of domain/audit/acts.ts.
    "act" TEXT NOT NULL,
    -- What it was done to, with the name it had then: what is deleted later still has one here.
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "subject_name" TEXT NOT NULL,
    -- Of each field that changed: {field, from, to}. Never a secret.
    "changes" JSONB NOT NULL DEFAULT '[]',
    -- From where, as the proxies say that are trusted.
    "address" TEXT,
    "request_id" TEXT,
    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_entry_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "audit_entry_at_id_idx" ON "audit_entry"("at", "id");
CREATE INDEX "audit_entry_staff_id_at_idx" ON "audit_entry"("staff_id", "at");
CREATE INDEX "audit_entry_subject_kind_subject_id_idx" ON "audit_entry"("subject_kind", "subject_id");

CREATE FUNCTION "audit_entry_stands"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is only added to.';
END $$;
CREATE TRIGGER "audit_entry_stands" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_entry_stands"();

UPDATE "role" SET "permissions" = "permissions" || '{people.manage,role.manage,audit.read}' WHERE "code" = 'admin';
