-- Who tells us who somebody is (OpenID Connect).
CREATE TABLE "identity_provider" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    -- On the button.
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    -- Encrypted by ENCRYPTION_KEY.
    "client_secret" BYTEA NOT NULL,
    "groups_claim" TEXT NOT NULL,
    -- [{group, role}], the first that somebody is in decides.
    "role_by_group" JSONB NOT NULL,
    -- For those in none of them; null: they are not let in.
    "default_role_code" TEXT,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    CONSTRAINT "identity_provider_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "identity_provider_default_role_code_fkey" FOREIGN KEY ("default_role_code") REFERENCES "role"("code") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "identity_provider_default_role_code_idx" ON "identity_provider"("default_role_code");
-- What a provider calls somebody: never given to another (OpenID Connect Core, section 5.7).
CREATE TABLE "staff_identity" (
    "provider_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    CONSTRAINT "staff_identity_pkey" PRIMARY KEY ("provider_id", "subject"),
    CONSTRAINT "staff_identity_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "identity_provider"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "staff_identity_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "staff_identity_staff_id_idx" ON "staff_identity"("staff_id");
