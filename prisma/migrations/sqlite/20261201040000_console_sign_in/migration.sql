-- CreateTable
CREATE TABLE "ConsoleSession" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "seenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "ConsoleSession_userId_fkey" FOREIGN KEY ("userId") REFERENCES "ConsoleUser" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SignInAttempts" (
    "keyHash" TEXT NOT NULL PRIMARY KEY,
    "attempts" INTEGER NOT NULL,
    "lastAt" DATETIME NOT NULL,
    "nextAt" DATETIME NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_ConsoleUser" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "username" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "passwordIsTemporary" BOOLEAN NOT NULL DEFAULT false,
    "staffId" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "totpSecretSealed" TEXT,
    "totpConfirmedAt" DATETIME,
    "totpLastStep" INTEGER NOT NULL DEFAULT 0
);
INSERT INTO "new_ConsoleUser" ("active", "id", "passwordHash", "staffId", "username") SELECT "active", "id", "passwordHash", "staffId", "username" FROM "ConsoleUser";
DROP TABLE "ConsoleUser";
ALTER TABLE "new_ConsoleUser" RENAME TO "ConsoleUser";
CREATE UNIQUE INDEX "ConsoleUser_username_key" ON "ConsoleUser"("username");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "ConsoleSession_tokenHash_key" ON "ConsoleSession"("tokenHash");

-- CreateIndex
CREATE INDEX "ConsoleSession_userId_idx" ON "ConsoleSession"("userId");

-- CreateIndex
CREATE INDEX "SignInAttempts_lastAt_idx" ON "SignInAttempts"("lastAt");

