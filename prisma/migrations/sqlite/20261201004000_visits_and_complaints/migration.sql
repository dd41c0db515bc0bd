-- AlterTable
ALTER TABLE "HomeVisit" ADD COLUMN "encounterId" TEXT;
-- By hand: making the table anew would lose its index and its trigger.
ALTER TABLE "HomeVisit" ADD COLUMN "vainVisits" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Complaint" ADD COLUMN "appealedAt" DATETIME;
ALTER TABLE "Complaint" ADD COLUMN "outcome" TEXT;
