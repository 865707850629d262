-- The authenticator app of somebody. Until it is confirmed it is asked for by nobody.
CREATE TABLE "second_factor" (
    "staff_id" UUID NOT NULL,
    -- Encrypted by ENCRYPTION_KEY.
    "secret" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    "confirmed_at" TIMESTAMPTZ(3),
    -- The period of the last code that was used: none is good twice (RFC 6238, section 5.2).
    "last_period" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "second_factor_pkey" PRIMARY KEY ("staff_id"),
    CONSTRAINT "second_factor_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- For whoever lost the app; each is good once.
CREATE TABLE "recovery_code" (
    "staff_id" UUID NOT NULL,
    -- SHA-256.
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("staff_id", "code_hash"),
    CONSTRAINT "recovery_code_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
