-- Programs that work here: they have a role and teams as people have, no password, and get no tickets.
ALTER TABLE "staff" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'person';
ALTER TABLE "staff" ADD CONSTRAINT "staff_services_have_no_password" CHECK ("kind" = 'person' OR ("kind" = 'service' AND "password_hash" IS NULL));

-- What lets programs in, in the name of a person or of a service.
CREATE TABLE "api_token" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "staff_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    -- SHA-256; the token itself is told once.
    "token_hash" BYTEA NOT NULL,
    -- Its last four characters, to be told apart by.
    "hint" TEXT NOT NULL,
    -- Of what its owner may do, as much as it may; null: all of it.
    "permissions" TEXT[],
    "may_write" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_address" TEXT,
    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "api_token_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");
CREATE INDEX "api_token_staff_id_idx" ON "api_token"("staff_id");
