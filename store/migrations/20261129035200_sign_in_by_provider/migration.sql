-- From which domains of mail a provider lets people in; empty: from any.
ALTER TABLE "identity_provider" ADD COLUMN "domains" TEXT[] NOT NULL DEFAULT '{}';
-- By whom the session was opened; null: by a password, or by a provider that was deleted, which ended it.
ALTER TABLE "session" ADD COLUMN "provider_id" UUID;
ALTER TABLE "session" ADD CONSTRAINT "session_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "identity_provider"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "session_provider_id_idx" ON "session"("provider_id");
