-- AlterTable
ALTER TABLE "Resident" ADD COLUMN "refusedAt" DATETIME;
ALTER TABLE "Resident" ADD COLUMN "refusedById" TEXT;
ALTER TABLE "Resident" ADD COLUMN "refusedFor" TEXT;

