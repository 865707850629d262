-- People on the agent side sign in by address and password. Addresses are compared in lower case, so they are kept in it.
UPDATE "staff" SET "email" = lower("email");
ALTER TABLE "staff" ADD CONSTRAINT "staff_email_in_lower_case" CHECK ("email" = lower("email"));
-- Argon2id, in PHC's format; null: nobody can sign in as this person yet.
ALTER TABLE "staff" ADD COLUMN "password_hash" TEXT;
-- Until then the account can do nothing but change it.
ALTER TABLE "staff" ADD COLUMN "must_change_password" BOOLEAN NOT NULL DEFAULT false;

-- A browser in which somebody is signed in. The row decides: its token is worth nothing once it has ended.
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "staff_id" UUID NOT NULL,
    -- SHA-256 of the token, which is in the cookie alone.
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    -- To the minute.
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    -- When it ends if it is not used before. Use moves it on, to the end of the longest life of a session at most.
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    -- When somebody ended it; null: nobody did.
    "ended_at" TIMESTAMPTZ(3),
    -- What its browser said of itself, and where it was, when the person signed in.
    "user_agent" TEXT,
    "address" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "session_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");
CREATE INDEX "session_staff_id_idx" ON "session"("staff_id");
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- A link with which somebody who cannot sign in chooses a password, once.
CREATE TABLE "one_time_link" (
    -- SHA-256 of the token, which is in the link alone.
    "token_hash" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    -- When it was used, or lost its worth to a newer one; null: neither.
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("token_hash"),
    CONSTRAINT "one_time_link_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "one_time_link_purpose_known" CHECK ("purpose" IN ('set_up', 'reset_password', 'invitation'))
);
CREATE INDEX "one_time_link_staff_id_idx" ON "one_time_link"("staff_id");
CREATE INDEX "one_time_link_expires_at_idx" ON "one_time_link"("expires_at");
