-- What happened lately, to whatever ticket: each API process asks every few seconds, for the lists that are open in browsers.
CREATE INDEX "ticket_event_at_idx" ON "ticket_event"("at");
