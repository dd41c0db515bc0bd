-- AlterEnum
ALTER TYPE "IdentityLevel" ADD VALUE 'refused';

-- AlterTable
ALTER TABLE "Resident" ADD COLUMN     "refusedAt" TIMESTAMP(3),
ADD COLUMN     "refusedById" TEXT,
ADD COLUMN     "refusedFor" TEXT;

