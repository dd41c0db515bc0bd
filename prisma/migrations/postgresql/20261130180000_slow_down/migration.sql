-- AlterTable
ALTER TABLE "Contact" ADD COLUMN     "busyUntil" TIMESTAMP(3),
ADD COLUMN     "slowedAt" TIMESTAMP(3);

