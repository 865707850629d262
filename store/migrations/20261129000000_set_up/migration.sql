-- When the first administrator was done with setting up; null: they are asked.
ALTER TABLE "installation" ADD COLUMN "set_up_at" TIMESTAMPTZ(3);
-- Installations that work already are not asked.
UPDATE "installation" SET "set_up_at" = nixflow_now() WHERE EXISTS (SELECT FROM "ticket");
UPDATE "role" SET "permissions" = "permissions" || '{desk.manage}' WHERE "code" = 'admin';
