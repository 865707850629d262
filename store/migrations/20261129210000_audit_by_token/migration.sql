-- By which token of theirs a program did it; null: they did it themselves.
ALTER TABLE "audit_entry" ADD COLUMN "token_id" UUID;
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "api_token"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
