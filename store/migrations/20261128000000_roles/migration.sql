-- What somebody on the agent side may do. The first four are there from the start; administrators make others.
CREATE TABLE "role" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    -- Of domain/permissions/permission.ts.
    "permissions" TEXT[] NOT NULL,
    -- Is neither changed nor deleted by anybody.
    "is_ready_made" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT nixflow_now(),
    CONSTRAINT "role_pkey" PRIMARY KEY ("code")
);
CREATE UNIQUE INDEX "role_name_lower_idx" ON "role"(lower("name"));
INSERT INTO "role" ("code", "name", "permissions", "is_ready_made") VALUES
    ('admin', 'Admin', '{ticket.see_all,ticket.work,ticket.delete,ticket.operate,mail.see_all,mail.see_caught,engine.decode}', true),
    ('supervisor', 'Supervisor', '{ticket.see_all,ticket.work,ticket.delete,ticket.operate,mail.see_all}', true),
    ('agent', 'Agent', '{ticket.work}', true),
    ('light_agent', 'Light agent', '{}', true);

ALTER TABLE "staff" DROP CONSTRAINT "staff_role_known";
ALTER TABLE "staff" ADD CONSTRAINT "staff_role_fkey" FOREIGN KEY ("role") REFERENCES "role"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "staff_role_idx" ON "staff"("role");
