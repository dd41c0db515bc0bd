-- AlterTable
ALTER TABLE "Contact" ADD COLUMN "busyUntil" DATETIME;
ALTER TABLE "Contact" ADD COLUMN "slowedAt" DATETIME;

