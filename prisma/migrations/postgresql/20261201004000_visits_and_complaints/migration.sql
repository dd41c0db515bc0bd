-- AlterTable
ALTER TABLE "HomeVisit" ADD COLUMN     "encounterId" TEXT,
ADD COLUMN     "vainVisits" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Complaint" ADD COLUMN     "appealedAt" TIMESTAMP(3),
ADD COLUMN     "outcome" TEXT;
