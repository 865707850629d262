-- From when to when somebody is away: nothing is given to them meanwhile. Without an end: until somebody says so.
ALTER TABLE "staff" ADD COLUMN "absent_from" TIMESTAMPTZ(3);
ALTER TABLE "staff" ADD COLUMN "absent_until" TIMESTAMPTZ(3);
ALTER TABLE "staff" ADD CONSTRAINT "staff_absence_has_a_beginning" CHECK ("absent_until" IS NULL OR ("absent_from" IS NOT NULL AND "absent_from" < "absent_until"));
-- How many tickets that are not resolved flows give them at most; null: any number.
ALTER TABLE "staff" ADD COLUMN "capacity" INTEGER;
ALTER TABLE "staff" ADD CONSTRAINT "staff_capacity_is_a_number_of_tickets" CHECK ("capacity" > 0);
-- Who answers for a team, and its working hours; null: around the clock.
ALTER TABLE "team" ADD COLUMN "lead_id" UUID;
ALTER TABLE "team" ADD CONSTRAINT "team_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "team" ADD COLUMN "calendar_id" UUID;
ALTER TABLE "team" ADD CONSTRAINT "team_calendar_id_fkey" FOREIGN KEY ("calendar_id") REFERENCES "calendar"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "team_lead_id_idx" ON "team"("lead_id");
CREATE INDEX "team_calendar_id_idx" ON "team"("calendar_id");
-- Nothing comes to a team any more that is not active; its name stays, and what it has.
ALTER TABLE "team" ADD COLUMN "is_active" BOOLEAN NOT NULL DEFAULT true;
DROP INDEX "team_name_key";
CREATE UNIQUE INDEX "team_name_lower_idx" ON "team"(lower("name"));
