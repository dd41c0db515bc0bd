-- DropIndex
DROP INDEX "Medicine_organisationId_name_strength_key";

-- AlterTable
ALTER TABLE "Medicine" ADD COLUMN "part" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Medicine" ADD COLUMN "removalById" TEXT;

-- CreateIndex
CREATE INDEX "Medicine_organisationId_status_idx" ON "Medicine"("organisationId", "status");

CREATE UNIQUE INDEX "medicine_listed_once" ON "Medicine" ("organisationId", "name", "strength") WHERE "status" <> 'withdrawn';
